import type { Principal, Question } from "./request.ts";

/**
 * Operations that need no permission and that no policy can forbid.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
 */
const FREE: ReadonlySet<string> = new Set(["sts:getcalleridentity", "sts:getsessiontoken"]);

/** Whether AWS answers to an action without looking at any policy. */
export const needsNoPermission = (action: string): boolean => FREE.has(action);

/**
 * Actions of IAM and STS that are permissions for other calls, and no operations themselves.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */
const PERMISSION_ONLY: ReadonlySet<string> = new Set([
  "iam:passrole",
  "sts:tagsession",
  "sts:setsourceidentity",
  "sts:setcontext",
  "sts:getservicebearertoken",
]);

/** The operations of STS that each kind of credentials may call; of a role and of the root user those that it may not. */
const CALLS = {
  federatedUser: new Set(["sts:getcalleridentity"]),
  sessionToken: new Set(["sts:getcalleridentity", "sts:assumerole"]),
  notByRoles: new Set(["sts:getsessiontoken", "sts:getfederationtoken"]),
  notByRoot: new Set(["sts:assumerole"]),
} as const;

/**
 * Whether credentials may be used for an action at all, whatever policies allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
 */
export function credentialsReach({ action, service, request }: Question): boolean {
  if ((service !== "iam" && service !== "sts") || PERMISSION_ONLY.has(action)) return true;
  const { principal } = request;
  const { arn, sessionToken } = principal;
  // Whoever has no credentials of AWS has none to ask about.
  if (principal.anonymous === true || principal.federated !== undefined) return !FREE.has(action);
  if (isFederatedUser(principal)) return CALLS.federatedUser.has(action);
  if (arn.endsWith(":root") && CALLS.notByRoot.has(action)) return false;
  if (sessionToken !== undefined) return service === "iam" ? sessionToken.mfa : CALLS.sessionToken.has(action);
  return !(isRole(arn) && CALLS.notByRoles.has(action));
}

const isRole = (arn: string): boolean => arn.includes(":assumed-role/") || arn.includes(":role/");

/** A user of GetFederationToken. */
export const isFederatedUser = ({ arn }: Principal): boolean => arn.includes(":federated-user/");

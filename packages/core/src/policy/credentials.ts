import type { Principal, Question } from "./request.ts";

/**
 * Actions that need no permission and that no policy can forbid.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
 */
const FREE: ReadonlySet<string> = new Set(["sts:getcalleridentity", "sts:getsessiontoken"]);

/** Whether AWS answers to an action without looking at any policy. */
export const needsNoPermission = (action: string): boolean => FREE.has(action);

/**
 * Whether temporary credentials may be used for an action at all, whatever policies allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
 */
export function credentialsReach({ action, request }: Question): boolean {
  const { principal } = request;
  if (isFederatedUser(principal)) return !action.startsWith("iam:") && !action.startsWith("sts:");
  if (principal.sessionToken === undefined) return true;
  if (action.startsWith("iam:")) return principal.sessionToken.mfa;
  return !action.startsWith("sts:") || action === "sts:assumerole";
}

/** A user of GetFederationToken. */
export const isFederatedUser = ({ arn }: Principal): boolean => arn.includes(":federated-user/");

import { serviceOf } from "./action-matcher.ts";
import { type AccessRequest, hasNoPolicies, type Principal } from "./request.ts";

/** Whether service control policies bind the caller and resource control policies the resource. */
export type Guards = { serviceControl: boolean; resourceControl: boolean };

/**
 * The services whose resources resource control policies bind, by the prefix of their actions.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services
 */
export const RESOURCE_CONTROLLED: ReadonlySet<string> = new Set([
  "s3",
  "sts",
  "kms",
  "sqs",
  "secretsmanager",
  "ecr",
  "aoss",
  "dynamodb",
  "cognito-idp",
  "cognito-identity",
  "logs",
]);

/**
 * Tells which control policies of the organization bind a request: never the management account's users, roles and
 * resources, never a service-linked role.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#not-restricted-by-scp
 */
export function guardsOn(request: AccessRequest, managementAccountId?: string): Guards {
  const { principal, resourceAccountId } = request;
  const linked = isServiceLinked(principal);
  return {
    // A service, an identity provider or nobody is no user or role of the organization.
    serviceControl: !linked && !hasNoPolicies(principal) && principal.accountId !== managementAccountId,
    resourceControl: !linked && resourceAccountId !== managementAccountId && isControlled(request.action),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
function isServiceLinked({ arn, roleArn = arn }: Principal): boolean {
  return roleArn.includes(":role/aws-service-role/");
}

/** A grant may always be retired. https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html */
function isControlled(action: string): boolean {
  const lower = action.toLowerCase();
  return lower !== "kms:retiregrant" && RESOURCE_CONTROLLED.has(serviceOf(lower));
}

import { serviceOf } from "./action-matcher.ts";
import { type AccessRequest, hasNoPolicies, type Principal } from "./request.ts";
import { RESOURCE_CONTROLLED } from "./resource-controlled.ts";

/** Whether service control policies bind the caller and resource control policies the resource. */
export type Guards = { serviceControl: boolean; resourceControl: boolean };

/**
 * Tells which control policies of the organization bind a request: never the management account's users, roles and
 * resources, never a service-linked role. AWS managed KMS keys, which no resource control policy binds, cannot be told
 * from others by a request.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#not-restricted-by-scp
 */
export function guardsOn(request: AccessRequest, managementAccountId?: string): Guards {
  const { principal, resource, resourceAccountId } = request;
  const linked = isServiceLinked(principal);
  return {
    // A service, an identity provider or nobody is no user or role of the organization.
    serviceControl: !linked && !hasNoPolicies(principal) && principal.accountId !== managementAccountId,
    // Nor is the trust policy of a service-linked role impacted, whoever assumes it.
    resourceControl:
      !linked && resourceAccountId !== managementAccountId && isControlled(request.action) && !LINKED.test(resource),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
const LINKED = /^arn:[^:]*:iam::\d*:role\/aws-service-role\//;

const isServiceLinked = ({ arn, roleArn = arn }: Principal): boolean => LINKED.test(roleArn);

/** A grant may always be retired. https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html */
function isControlled(action: string): boolean {
  const lower = action.toLowerCase();
  return lower !== "kms:retiregrant" && RESOURCE_CONTROLLED.has(serviceOf(lower));
}

import * as IAM from "@aws-sdk/client-iam";
import { AwsError } from "../../protocol/errors.ts";
import type { Account } from "../../world/account.ts";
import { makeRole, type Role } from "../../world/role.ts";
import type { Estate } from "../../world/world.ts";
import { checkTrustPolicy } from "./documents.ts";
import { checkName, checkTags, getChangeableRole, limitExceeded, LIMITS, readTags } from "./limits.ts";
import { getManagedPolicy } from "./read-policies.ts";
import { toRole } from "./role-detail.ts";

/** Where a write happens and at what time. */
export type Place = { estate: Estate; account: Account; now: () => number };

function checkTrust({ estate }: Place, document: string): void {
  if (document.length > LIMITS.trustCharacters) {
    limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${LIMITS.trustCharacters}`);
  }
  checkTrustPolicy(estate, document);
}

function checkNewRole(
  place: Place,
  { RoleName = "", Path = "/", MaxSessionDuration = 3_600 }: IAM.CreateRoleCommandInput,
): void {
  const { roles } = place.account;
  checkName(RoleName, "roleName", 64);
  if (!/^\/([\x21-\x7e]+\/)?$/.test(Path)) {
    throw new AwsError(
      "Validation",
      "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
    );
  }
  if (MaxSessionDuration < 3_600 || MaxSessionDuration > 43_200) {
    throw new AwsError(
      "Validation",
      "1 validation error detected: Value at 'maxSessionDuration' failed to satisfy constraint: Member must have value between 3600 and 43200",
    );
  }
  // Names are unique without regard to case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  const isTaken = roles.values().some(({ name }) => name.toLowerCase() === RoleName.toLowerCase());
  if (isTaken) {
    throw new IAM.EntityAlreadyExistsException({
      message: `Role with name ${RoleName} already exists.`,
      $metadata: {},
    });
  }
  if (roles.size >= LIMITS.rolesPerAccount)
    limitExceeded(`Cannot exceed quota for RolesPerAccount: ${LIMITS.rolesPerAccount}`);
}

/** Creates a role with IAM's checks. */
export function createRole(place: Place, input: IAM.CreateRoleCommandInput): { Role: IAM.Role } {
  const { estate, account, now } = place;
  const { RoleName = "", AssumeRolePolicyDocument = "", Path, Description, PermissionsBoundary } = input;
  checkNewRole(place, input);
  checkTrust(place, AssumeRolePolicyDocument);
  if (PermissionsBoundary) getManagedPolicy(estate, account, PermissionsBoundary);
  const tags = readTags(input.Tags ?? []);
  checkTags(tags);
  const role = makeRole(account, {
    name: RoleName,
    path: Path ?? "/",
    createdAt: new Date(Math.floor(now() / 1_000) * 1_000),
    trustPolicy: AssumeRolePolicyDocument,
    maxSessionSeconds: input.MaxSessionDuration ?? 3_600,
    tags,
    ...(Description === undefined ? {} : { description: Description }),
    ...(PermissionsBoundary === undefined ? {} : { permissionsBoundary: PermissionsBoundary }),
  });
  account.roles.set(role.name, role);
  return { Role: toRole(role) };
}

function conflictOf({ attachedPolicies, inlinePolicies, instanceProfiles }: Role): string | undefined {
  if (instanceProfiles.length > 0) return "Cannot delete entity, must remove roles from instance profile first.";
  if (attachedPolicies.length > 0) return "Cannot delete entity, must detach all policies first.";
  return inlinePolicies.length > 0 ? "Cannot delete entity, must delete policies first." : undefined;
}

/** Deletes a role that has no policies left. */
export function deleteRole({ account }: Place, name: string): Record<string, never> {
  const conflict = conflictOf(getChangeableRole(account, name));
  if (conflict) throw new IAM.DeleteConflictException({ message: conflict, $metadata: {} });
  account.roles.delete(name);
  return {};
}

/** Replaces a role's trust policy. */
export function updateTrustPolicy(
  place: Place,
  { name, document }: { name: string; document: string },
): Record<string, never> {
  const role = getChangeableRole(place.account, name);
  checkTrust(place, document);
  place.account.roles.set(name, { ...role, trustPolicy: document });
  return {};
}

/** Adds tags to a role, replacing values of keys that it has. */
export function tagRole(
  { account }: Place,
  { name, tags }: { name: string; tags: readonly IAM.Tag[] },
): Record<string, never> {
  const role = getChangeableRole(account, name);
  const all = { ...role.tags, ...readTags(tags) };
  checkTags(all);
  account.roles.set(name, { ...role, tags: all });
  return {};
}

/** Removes tags from a role; keys that it has not are no error. */
export function untagRole(
  { account }: Place,
  { name, keys }: { name: string; keys: readonly string[] },
): Record<string, never> {
  const role = getChangeableRole(account, name);
  const kept = Object.entries(role.tags).filter(([key]) => !keys.includes(key));
  account.roles.set(name, { ...role, tags: Object.fromEntries(kept) });
  return {};
}

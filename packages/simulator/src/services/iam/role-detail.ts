import type * as IAM from "@aws-sdk/client-iam";
import type { ManagedPolicy } from "../../world/account.ts";
import type { Role } from "../../world/role.ts";

/** IAM gives documents percent-encoded. */
export const encodeDocument = encodeURIComponent;

/** The name of a managed policy is the last part of its ARN. */
export function policyName(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/** Tags in IAM's form. */
export function toTags(tags: Readonly<Record<string, string>>): IAM.Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Attached policies in IAM's form. */
export function toAttached(arns: readonly string[]): IAM.AttachedPolicy[] {
  return arns.map((PolicyArn) => ({ PolicyName: policyName(PolicyArn), PolicyArn }));
}

function lastUsed({ lastUsed: used }: Role): IAM.RoleLastUsed {
  return used ? { LastUsedDate: used.at, Region: used.region } : {};
}

function boundary({ permissionsBoundary: arn }: Role): Pick<IAM.RoleDetail, "PermissionsBoundary"> {
  if (!arn) return {};
  // AWS answers "Policy", which the SDK's enumeration does not list.
  return { PermissionsBoundary: { PermissionsBoundaryType: "Policy" as never, PermissionsBoundaryArn: arn } };
}

function basics(role: Role) {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
  };
}

/** A role as ListRoles gives it: without tags, boundary and last use. */
export function toListedRole(role: Role): IAM.Role {
  const description = role.description === undefined ? {} : { Description: role.description };
  return { ...basics(role), ...description, MaxSessionDuration: role.maxSessionSeconds };
}

/** A role as GetRole gives it. */
export function toRole(role: Role): IAM.Role {
  return { ...toListedRole(role), ...boundary(role), Tags: toTags(role.tags), RoleLastUsed: lastUsed(role) };
}

function makeDetail(role: Role): IAM.RoleDetail {
  const { accountId, arn, name, createdAt } = role;
  const partition = arn.split(":")[1] ?? "aws";
  return {
    ...basics(role),
    InstanceProfileList: role.instanceProfiles.map((profile) => ({
      Path: "/",
      InstanceProfileName: profile,
      InstanceProfileId: `AIPA${role.id.slice(4)}`,
      Arn: `arn:${partition}:iam::${accountId}:instance-profile/${profile}`,
      CreateDate: createdAt,
      Roles: [{ ...basics(role), RoleName: name }],
    })),
    RolePolicyList: role.inlinePolicies.map((policy) => ({
      PolicyName: policy.name,
      PolicyDocument: encodeDocument(policy.document),
    })),
    AttachedManagedPolicies: toAttached(role.attachedPolicies),
    ...boundary(role),
    Tags: toTags(role.tags),
    RoleLastUsed: lastUsed(role),
  };
}

/** Makes details once a role: a changed role is another value. */
export function createRoleDetails(): (role: Role) => IAM.RoleDetail {
  const details = new WeakMap<Role, IAM.RoleDetail>();
  return (role) => {
    const known = details.get(role);
    if (known) return known;
    const made = makeDetail(role);
    details.set(role, made);
    return made;
  };
}

/** A managed policy as ListPolicies and GetPolicy give it. */
export function toPolicy(policy: ManagedPolicy, attachments: number): IAM.Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: "v1",
    AttachmentCount: attachments,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: policy.createdAt,
    UpdateDate: policy.createdAt,
  };
}

/** The only version that a managed policy has here. */
export function toVersion(policy: ManagedPolicy): IAM.PolicyVersion {
  return {
    VersionId: "v1",
    IsDefaultVersion: true,
    CreateDate: policy.createdAt,
    Document: encodeDocument(policy.document),
  };
}

import { parsePolicy, type PolicyDocument } from "@gatehouse/core/policy/document";
import type { Policies } from "@gatehouse/core/policy/evaluate";
import type { Identity } from "../identity.ts";
import { findPolicy, findRole, getAccount, organizationIn } from "../world/find.ts";
import { parentsOf, type Organization } from "../world/organization.ts";
import { isServiceLinked, type Role } from "../world/role.ts";
import type { Account } from "../world/account.ts";
import type { Estate } from "../world/world.ts";

/** The policies on the caller's side of a decision. */
export type CallerPolicies = Pick<Policies, "identity" | "boundary" | "session" | "serviceControl">;

function rolePolicies(estate: Estate, account: Account, role: Role): PolicyDocument[] {
  const managed = role.attachedPolicies.map((arn) => findPolicy(estate, account, arn)?.document);
  const inline = role.inlinePolicies.map(({ document }) => document);
  return [...inline, ...managed].filter((document) => document !== undefined).map(parsePolicy);
}

function levelPolicies({ policies }: Organization, targetId: string): PolicyDocument[] {
  const attached = [...policies.values()].filter(({ targets }) => targets.has(targetId));
  return attached.map(({ document }) => parsePolicy(document));
}

/** The management account and service-linked roles are bound by no service control policy. */
function serviceControl(estate: Estate, account: Account, role: Role | undefined): PolicyDocument[][] {
  const organization = organizationIn(estate, account.partition);
  if (account.id === organization.managementAccountId) return [];
  if (role && isServiceLinked(role)) return [];
  const levels = [...parentsOf(organization, account.parentId), account.id];
  return levels.map((targetId) => levelPolicies(organization, targetId));
}

/** Gathers every policy of the caller as it stands now: a session loses what its role loses. */
export function callerPolicies(estate: Estate, identity: Identity): CallerPolicies {
  const account = getAccount(estate, identity.accountId);
  const role = identity.roleArn ? findRole(estate, identity.roleArn) : undefined;
  const boundary = role?.permissionsBoundary && findPolicy(estate, account, role.permissionsBoundary)?.document;
  const user = identity.roleArn ? undefined : account.users.get(identity.arn.split("/").at(-1) ?? "");
  return {
    identity: role ? rolePolicies(estate, account, role) : (user?.policies ?? []).map(parsePolicy),
    ...(boundary ? { boundary: parsePolicy(boundary) } : {}),
    ...(identity.sessionPolicy ? { session: [parsePolicy(identity.sessionPolicy)] } : {}),
    serviceControl: serviceControl(estate, account, role),
  };
}

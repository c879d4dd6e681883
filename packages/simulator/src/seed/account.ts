import type { Account, ManagedPolicy } from "../world/account.ts";
import type { Names } from "../world/names.ts";
import { makeRole, type Role } from "../world/role.ts";
import type { AccountPlan } from "./accounts.ts";
import { applicationRoles } from "./application-roles.ts";
import { fixedRoles } from "./fixed-roles.ts";
import { grantedRoles } from "./granted-roles.ts";
import { customerManagedPolicies } from "./managed-policies.ts";
import { createRandom } from "./random.ts";

export type AccountSeed = { seed: string; roles: number; names: Names; hubArn: string };

/** All roles of a planned account, the same for the same seed; never fewer than what it is for needs. */
export function seededRoles(plan: AccountPlan, { seed, roles, names, hubArn }: AccountSeed): Map<string, Role> {
  const certain = [...fixedRoles(plan, seed, { names, hubArn }), ...grantedRoles(plan, hubArn)];
  const more = applicationRoles(plan, seed, { count: roles - certain.length, hubArn });
  return new Map([...certain, ...more].map((spec) => [spec.name, makeRole(plan, spec)]));
}

/** An account as planned; its roles and policies are made at the first look, whatever other accounts were looked at. */
export function seededAccount(plan: AccountPlan, parentId: string, settings: AccountSeed): Account {
  let roles: Map<string, Role> | undefined;
  let policies: Map<string, ManagedPolicy> | undefined;
  const random = createRandom(`${settings.seed}/joined/${plan.name}`);
  return {
    id: plan.id,
    partition: plan.partition,
    name: plan.name,
    email: plan.email,
    state: plan.state,
    joinedAt: new Date(Date.UTC(2025, 0, 1) - random.below(2_000) * 86_400_000),
    parentId,
    tags: plan.tags,
    alias: plan.name,
    get roles() {
      return (roles ??= seededRoles(plan, settings));
    },
    get policies() {
      return (policies ??= customerManagedPolicies(plan));
    },
    users: new Map(),
  };
}

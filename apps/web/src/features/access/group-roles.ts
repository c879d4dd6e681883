import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import type { Environment } from "@gatehouse/core/account";

/** The roles of one account, with what their heading says. */
export type RoleGroup = {
  accountId: string;
  accountName: string;
  environment: Environment | undefined;
  units: string[];
  asOf: string | undefined;
  roles: EligibleRole[];
};

const ORDER: Record<Environment | "none", number> = { prod: 0, staging: 1, dev: 2, sandbox: 3, none: 4 };

/** Groups roles by account: production first, then by name; roles of an account by name. */
export function groupRoles(roles: readonly EligibleRole[]): RoleGroup[] {
  const groups = new Map<string, RoleGroup>();
  for (const role of roles) {
    const known = groups.get(role.accountId);
    if (known) known.roles.push(role);
    else groups.set(role.accountId, startGroup(role));
  }
  const sorted = [...groups.values()].sort(compareGroups);
  for (const group of sorted) group.roles.sort((a, b) => compare(a.name, b.name));
  return sorted;
}

function startGroup(role: EligibleRole): RoleGroup {
  const { accountId, accountName, environment, units, asOf } = role;
  return { accountId, accountName, environment, units, asOf, roles: [role] };
}

function compareGroups(a: RoleGroup, b: RoleGroup): number {
  return ORDER[a.environment ?? "none"] - ORDER[b.environment ?? "none"] || compare(a.accountName, b.accountName);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Takes whole and part groups until so many rows are shown, so that a long list draws as fast as a short one. */
export function firstRows(groups: readonly RoleGroup[], rows: number): { shown: RoleGroup[]; rest: number } {
  const shown: RoleGroup[] = [];
  let left = rows;
  for (const group of groups) {
    if (left <= 0) break;
    shown.push(group.roles.length <= left ? group : { ...group, roles: group.roles.slice(0, left) });
    left -= group.roles.length;
  }
  const total = groups.reduce((sum, group) => sum + group.roles.length, 0);
  return { shown, rest: Math.max(0, total - rows) };
}

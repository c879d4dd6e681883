import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import type { Environment } from "@gatehouse/core/account";

/** The shown roles of one account, with what their heading says. */
export type RoleGroup = {
  accountId: string;
  accountName: string;
  environment: Environment | undefined;
  units: string[];
  asOf: string | undefined;
  roles: EligibleRole[];
  /** How many roles of the person the account has, shown or not. */
  of: number;
};

/** Groups roles by account, in the order in which they came. */
export function groupRoles(
  roles: readonly EligibleRole[],
  ofAccount: ReadonlyMap<string, number>,
): Map<string, RoleGroup> {
  const groups = new Map<string, RoleGroup>();
  for (const role of roles) {
    const { accountId, accountName, environment, units, asOf } = role;
    const known = groups.get(accountId);
    const of = ofAccount.get(accountId) ?? 0;
    if (known) known.roles.push(role);
    else groups.set(accountId, { accountId, accountName, environment, units, asOf, roles: [role], of });
  }
  return groups;
}

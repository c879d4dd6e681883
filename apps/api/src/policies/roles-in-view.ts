import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import type { Account } from "@gatehouse/core/account";
import type { Person } from "@gatehouse/core/actor";
import { authorize } from "@gatehouse/core/authorize";
import { eligibleRolesOf } from "../access/eligible-roles-of.ts";
import { onceFilled } from "../access/once-filled.ts";
import type { App } from "../app.ts";

type SeenRole = { arn: string; name: string; accountId: string };

/** The roles that a person may ask about, and the accounts that they are in: nothing here knows of others. */
export type RolesInView = {
  roles(): Iterable<SeenRole>;
  has(arn: string): boolean;
  /** Whether the person may use this role themselves. */
  isTheirs(arn: string): boolean;
  accounts(): Iterable<Pick<Account, "id" | "name">>;
  /** Whether these are all roles of the estate. */
  seesAll: boolean;
  /** Why they are, or are not. */
  because: string;
};

/** Answers the roles that this person may ask about: those that they may use, or all for who may view all policies. */
export async function rolesInView(app: App, actor: Person): Promise<RolesInView> {
  await onceFilled(app);
  const { estate } = app;
  const own = eligibleRolesOf(app, actor).all.roles;
  const isTheirs = (arn: string): boolean => own.some((role) => role.arn === arn);
  const { allowed, because } = authorize(actor, "view-policies", app.settings.authority());
  const known = { isTheirs, seesAll: allowed, because };
  return allowed
    ? {
        ...known,
        roles: () => estate.roles(),
        has: (arn) => estate.role(arn) !== undefined,
        accounts: () => estate.accounts().values(),
      }
    : { ...known, roles: () => own, has: isTheirs, accounts: () => accountsOf(own) };
}

function accountsOf(roles: readonly EligibleRole[]): Iterable<Pick<Account, "id" | "name">> {
  return new Map(roles.map(({ accountId: id, accountName: name }) => [id, { id, name }])).values();
}

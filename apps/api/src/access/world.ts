import type { Account } from "@gatehouse/core/account";
import type { EstateView, World } from "@gatehouse/core/access/estate-view";
import { parseRoleArn } from "@gatehouse/core/arn";
import { Failure } from "@gatehouse/core/failure";
import type { RoleOutline } from "@gatehouse/store/role-row";
import type { App } from "../app.ts";

/** The estate in memory and the hubs that reach it: what every page is decided on. */
export function worldOf(app: App): World {
  const naming = { lowerCaseGroups: app.config.groups.lower_case };
  return { estate: app.estate, hubs: app.hubs.current(), naming };
}

/**
 * The same world, with this one role, its account and its grants as the store has them at this moment; undefined where
 * it has no such role.
 */
export async function freshWorldOf(app: App, roleArn: string): Promise<World | undefined> {
  const parsed = parseRoleArn(roleArn);
  if (parsed === undefined) throw new Failure("invalid", "This is not the ARN of a role.");
  const { roles, accounts } = app.store;
  const [[role], account] = await Promise.all([roles.readOutlines([roleArn]), accounts.read(parsed.accountId)]);
  if (role === undefined) return undefined;
  return { ...worldOf(app), estate: withRole(app, role, account) };
}

/** The estate as far as a decision on one role asks of it. */
function withRole(app: App, stored: RoleOutline, account: Account | undefined): EstateView {
  const { estate } = app;
  const role = knownOr(stored, estate.role(stored.arn));
  const grants = [...app.roleGrants(role), ...estate.settingsGrantsOn(role.arn)];
  const accounts = new Map(account && [[account.id, knownOr(account, estate.accounts().get(account.id))]]);
  return {
    accounts: () => accounts,
    roleCount: () => estate.roleCount(),
    asOf: (id, kind) => estate.asOf(id, kind),
    grantsOf: (identity) => grants.filter((grant) => grant.identity === identity),
    role: (arn) => (arn === role.arn ? role : undefined),
    grantsOn: (arn) => (arn === role.arn ? grants : []),
    roles: () => [role],
    identities: () => [],
    rolesByTag: () => new Map(),
  };
}

/** The value in memory where it says the same: what was worked out of it, e.g. by its trust policy, holds for both. */
function knownOr<T extends object>(stored: T, known: T | undefined): T {
  return known !== undefined && Bun.deepEquals(stored, known) ? known : stored;
}

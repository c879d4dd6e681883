import type { EstateView, World } from "@gatehouse/core/access/estate-view";
import { grantsFromSettings } from "@gatehouse/core/access/grants-from-settings";
import { parseRoleArn } from "@gatehouse/core/arn";
import { Failure } from "@gatehouse/core/failure";
import type { App } from "../app.ts";

/** The estate in memory and the hubs that reach it: what every page is decided on. */
export function worldOf(app: App): World {
  const naming = { lowerCaseGroups: app.config.groups.lower_case };
  return { estate: app.estate, hubs: app.hubs.current(), naming };
}

/**
 * The same world, with this one role, its account and its grants as the store has them at this moment; throws where it
 * has no such role.
 */
export async function freshWorldOf(app: App, roleArn: string): Promise<World> {
  const parsed = parseRoleArn(roleArn);
  if (parsed === undefined) throw new Failure("invalid", "This is not the ARN of a role.");
  const { roles, accounts: listed } = app.store;
  const [[role], account] = await Promise.all([roles.read([roleArn]), listed.read(parsed.accountId)]);
  if (role === undefined) throw new Failure("not-found", `There is no role ${roleArn} in the estate.`);
  const world = worldOf(app);
  const fromSettings = grantsFromSettings(app.settings.current(), world.naming);
  const grants = [...app.roleGrants(role), ...fromSettings.filter((grant) => grant.roleArn === roleArn)];
  const accounts = new Map(account === undefined ? [] : [[account.id, account]]);
  const estate: EstateView = {
    accounts: () => accounts,
    roleCount: () => world.estate.roleCount(),
    asOf: (id, kind) => world.estate.asOf(id, kind),
    grantsOf: (identity) => grants.filter((grant) => grant.identity === identity),
    role: (arn) => (arn === roleArn ? role : undefined),
    grantsOn: (arn) => (arn === roleArn ? grants : []),
    roles: () => [role],
    identities: () => [],
    rolesByTag: () => new Map(),
  };
  return { ...world, estate };
}

import type { EstateView, World } from "@gatehouse/core/access/estate-view";
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
  const [[stored], account] = await Promise.all([roles.readOutlines([roleArn]), listed.read(parsed.accountId)]);
  if (stored === undefined) throw new Failure("not-found", `There is no role ${roleArn} in the estate.`);
  const world = worldOf(app);
  const role = knownOr(stored, app.estate.role(roleArn));
  const grants = [...app.roleGrants(role), ...app.estate.settingsGrantsOn(roleArn)];
  const accounts = new Map(account && [[account.id, knownOr(account, app.estate.accounts().get(account.id))]]);
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

/** The value in memory where it says the same: what was worked out of it, e.g. by its trust policy, holds for both. */
function knownOr<T extends object>(stored: T, known: T | undefined): T {
  return known !== undefined && Bun.deepEquals(stored, known) ? known : stored;
}

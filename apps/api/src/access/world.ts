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
 * The same world, with this one role and its grants as the store has them at this moment; undefined where it has no such
 * role. Accounts are as in memory, at most 5 seconds old: AWS itself refuses one that was suspended or closed since.
 */
export async function freshWorldOf(app: App, roleArn: string): Promise<World | undefined> {
  if (parseRoleArn(roleArn) === undefined) throw new Failure("invalid", "This is not the ARN of a role.");
  const [stored] = await app.store.roles.readOutlines([roleArn]);
  if (stored === undefined) return undefined;
  const world = worldOf(app);
  const known = app.estate.role(roleArn);
  // What was worked out of the role in memory, e.g. by its trust policy, holds for one that says the same.
  if (known !== undefined && Bun.deepEquals(stored, known)) return world;
  return { ...world, estate: withRole(app, stored) };
}

/** The estate as far as a decision on one role asks of it. */
function withRole(app: App, role: RoleOutline): EstateView {
  const { estate } = app;
  const roleArn = role.arn;
  const grants = [...app.roleGrants(role), ...estate.settingsGrantsOn(roleArn)];
  return {
    accounts: () => estate.accounts(),
    roleCount: () => estate.roleCount(),
    asOf: (id, kind) => estate.asOf(id, kind),
    grantsOf: (identity) => grants.filter((grant) => grant.identity === identity),
    role: (arn) => (arn === roleArn ? role : undefined),
    grantsOn: (arn) => (arn === roleArn ? grants : []),
    roles: () => [role],
    identities: () => [],
    rolesByTag: () => new Map(),
  };
}

import type { Account } from "@gatehouse/core/account";
import { environmentOfAccount } from "@gatehouse/core/environment-of-account";
import type { Hub } from "@gatehouse/core/hub";
import type { Config } from "../config/config.ts";

/** The accounts that the config names for this hub; one without a hub belongs to the first. */
export function namedAccounts(config: Config, hub: Hub): Account[] {
  return config.accounts
    .filter((named) => (named.hub ?? config.hubs[0]?.name) === hub.name)
    .map(({ id, name, environment: told }) => {
      const environment = told ?? environmentOfAccount({ tags: {}, units: [], name }, config.environments);
      return {
        id,
        name,
        partition: hub.partition,
        hub: hub.name,
        state: "ACTIVE",
        units: [],
        ...(environment !== undefined && { environment }),
      };
    });
}

/** The listed accounts under the names that the config gives them, and those that only the config knows. */
export function withNames(listed: readonly Account[], named: readonly Account[]): Account[] {
  const byId = new Map(named.map((account) => [account.id, account]));
  const renamed = listed.map((account) => {
    const own = byId.get(account.id);
    byId.delete(account.id);
    if (own === undefined) return account;
    return { ...account, name: own.name, ...(own.environment !== undefined && { environment: own.environment }) };
  });
  return [...renamed, ...byId.values()];
}

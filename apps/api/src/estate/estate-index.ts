import type { Account } from "@gatehouse/core/account";
import type { Grant } from "@gatehouse/core/access/grant";
import { parseArn } from "@gatehouse/core/arn";
import { type AccountPart, NO_PART } from "./account-part.ts";
import type { EstateRole } from "./estate-role.ts";

const NONE: readonly Grant[] = [];

/** Accounts, roles and grants in memory, with the one question that every request asks answered by a look-up. */
export type EstateIndex = ReturnType<typeof createEstateIndex>;

/** Makes an empty index; each change is whole when the call returns. */
export function createEstateIndex() {
  const parts = new Map<string, AccountPart>();
  const accountsByIdentity = new Map<string, Set<string>>();
  const answers = new Map<string, readonly Grant[]>();
  let accounts: ReadonlyMap<string, Account> = new Map();
  let settings: { byIdentity: Map<string, Grant[]>; byRole: Map<string, Grant[]> } = groupGrants([]);
  let roleCount = 0;

  const part = (accountId: string) => parts.get(accountId) ?? NO_PART;

  const collectGrants = (identity: string): readonly Grant[] => {
    const accountIds = accountsByIdentity.get(identity);
    const fromSettings = settings.byIdentity.get(identity) ?? NONE;
    if (accountIds === undefined) return fromSettings;
    return [...[...accountIds].flatMap((id) => part(id).grants.get(identity) ?? []), ...fromSettings];
  };

  return {
    part,

    setAccounts(listed: readonly Account[]) {
      accounts = new Map(listed.map((account) => [account.id, account]));
    },

    setPart(accountId: string, next: AccountPart) {
      const before = part(accountId);
      parts.set(accountId, next);
      roleCount += next.roles.size - before.roles.size;
      for (const identity of before.grants.keys()) {
        answers.delete(identity);
        if (!next.grants.has(identity)) forget(accountsByIdentity, identity, accountId);
      }
      for (const identity of next.grants.keys()) {
        answers.delete(identity);
        remember(accountsByIdentity, identity, accountId);
      }
    },

    setSettingsGrants(grants: readonly Grant[]) {
      settings = groupGrants(grants);
      answers.clear();
    },

    accounts: () => accounts,
    roleCount: () => roleCount,
    role: (arn: string): EstateRole | undefined => part(parseArn(arn)?.accountId ?? "").roles.get(arn),
    rolesOf: (accountId: string) => [...part(accountId).roles.values()],
    *roles(): IterableIterator<EstateRole> {
      for (const { roles } of parts.values()) yield* roles.values();
    },

    grantsOf(identity: string): readonly Grant[] {
      const known = answers.get(identity);
      if (known) return known;
      const grants = collectGrants(identity);
      // Only identities that a rule names are remembered, so that no caller can fill the memory.
      if (grants.length > 0) answers.set(identity, grants);
      return grants;
    },

    settingsGrantsOn: (roleArn: string): readonly Grant[] => settings.byRole.get(roleArn) ?? [],

    *identities(): IterableIterator<[string, number]> {
      for (const identity of new Set([...accountsByIdentity.keys(), ...settings.byIdentity.keys()]))
        yield [identity, collectGrants(identity).length];
    },

    rolesByTag(): ReadonlyMap<string, number> {
      const total = new Map<string, number>();
      for (const { tags } of parts.values())
        for (const [tag, count] of tags) total.set(tag, (total.get(tag) ?? 0) + count);
      return total;
    },
  };
}

function groupGrants(grants: readonly Grant[]) {
  return {
    byIdentity: Map.groupBy(grants, ({ identity }) => identity),
    byRole: Map.groupBy(grants, ({ roleArn }) => roleArn),
  };
}

function remember(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}

function forget(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  set?.delete(value);
  if (set?.size === 0) sets.delete(key);
}

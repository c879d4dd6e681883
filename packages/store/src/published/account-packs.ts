import type { Account } from "@gatehouse/core/account";
import type { Grant } from "@gatehouse/core/access/grant";
import type { Roles } from "../roles.ts";
import { type AccountPack, type PackedRoles, packRoles, type TaggedRole } from "./account-pack.ts";
import type { KeptPacks } from "./kept-packs.ts";

type Parts = {
  roles: Pick<Roles, "arnsByAccount" | "rows">;
  accounts: readonly Account[];
  generations: ReadonlyMap<string, number>;
  grantsOf: (role: TaggedRole) => readonly Grant[];
  packs?: Pick<KeptPacks, "packOf"> | undefined;
};

/** Yields the pack of every account in the order of the copies: the one that is there if it tells of the present state. */
export async function* accountPacks(parts: Parts): AsyncIterable<[accountId: string, pack: AccountPack]> {
  const { roles, accounts, generations, packs } = parts;
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  let arns: ReadonlyMap<string, readonly string[]> | undefined;
  for (const accountId of [...new Set([...names.keys(), ...generations.keys()])].sort()) {
    const of = { accountName: names.get(accountId), generation: generations.get(accountId) ?? 0 };
    const ready = packs?.packOf(accountId, of);
    if (ready !== undefined) {
      yield [accountId, ready];
      continue;
    }
    // Not by the index: it may not hold yet what was written a moment ago, and nothing would publish that again.
    arns ??= await roles.arnsByAccount();
    const pages: PackedRoles[] = [];
    for await (const page of roles.rows(accountId, arns.get(accountId) ?? [])) {
      pages.push(packRoles(page, of, parts.grantsOf));
    }
    yield [accountId, { ...of, pages }];
  }
}

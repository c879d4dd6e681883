import type { Grant } from "@gatehouse/core/access/grant";
import type { Accounts } from "../accounts.ts";
import type { Blobs } from "../blobs.ts";
import type { Cache } from "../cache.ts";
import type { Listings } from "../listings.ts";
import { IAM_ROLE, type Roles } from "../roles.ts";
import { toAccountsCopy } from "./account-copy.ts";
import { grantsIn, type PackedRoles, type TaggedRole } from "./account-pack.ts";
import { accountPacks } from "./account-packs.ts";
import { createMappingBuilder } from "./authorization-mapping.ts";
import {
  ACCOUNT_ROLES,
  accountRoles,
  ALL_AWS_ACCOUNTS,
  ALL_POLICIES,
  AUTHORIZATION_MAPPING,
  IAM_ROLE_CACHE,
  REVERSE_AUTHORIZATION_MAPPING,
} from "./copies.ts";
import { createCopyWriter } from "./copy-writer.ts";
import type { KeptPacks } from "./kept-packs.ts";
import { type Packed, packObject } from "./packed.ts";
import { readGenerations, writeGenerations } from "./published-generations.ts";
import { joinSnapshot } from "./snapshot.ts";

/** The disk, or S3, is slower than we are. */
const WRITTEN_AT_ONCE = 8;

export type PublishParts = {
  accounts: Accounts;
  listings: Listings;
  roles: Roles;
  blobs: Blobs;
  /** Absent where nobody else could read it, e.g. in this process's memory: then snapshots alone are written. */
  cache: Cache | undefined;
  now: () => number;
};

export type ToPublish = {
  /** The grants that a role makes itself, e.g. by its tags. */
  grantsOf: (role: TaggedRole) => readonly Grant[];
  /** The grants that lie elsewhere, e.g. in the settings. */
  grants: readonly Grant[];
  /** Packs that were made when their accounts were written; the others are made now. */
  packs?: Pick<KeptPacks, "packOf">;
};

/**
 * Writes everything that other tools read, in the incumbent's formats: each copy is replaced as a whole, and what is
 * gone from the store is gone from it. The same estate gives the same bytes, but for last_updated.
 */
export async function publish(parts: PublishParts, { grantsOf, grants, packs }: ToPublish): Promise<void> {
  const { blobs, roles } = parts;
  const lastUpdated = Math.floor(parts.now() / 1000);
  const [accounts, listings, published, present] = await Promise.all([
    parts.accounts.all(),
    parts.listings.all(),
    readGenerations(blobs),
    Array.fromAsync(blobs.list(ACCOUNT_ROLES)),
  ]);
  const generations = new Map(
    listings.filter(({ kind }) => kind === IAM_ROLE).map(({ accountId, generation }) => [accountId, generation]),
  );
  const isStale = (accountId: string) =>
    published.get(accountId) !== generations.get(accountId) || !present.includes(accountRoles(accountId));

  // Without the details, which are written by then: what is held is a good part of this process's memory.
  const pages: Omit<PackedRoles, "details">[] = [];
  const kept = new Set<string>();
  const writing: Promise<void>[] = [];
  for await (const [accountId, account] of accountPacks({ roles, accounts, generations, grantsOf, packs })) {
    pages.push(...account.pages.map(({ entries, policies, grants }) => ({ entries, policies, grants })));
    const details = account.pages.map((page) => page.details);
    if (details.every(({ length }) => length === 0)) continue;
    const key = accountRoles(accountId);
    kept.add(key);
    if (!isStale(accountId)) continue;
    if (writing.length >= WRITTEN_AT_ONCE) await writing.shift();
    const written = blobs.put(key, joinSnapshot("list", lastUpdated, details));
    // One that fails is met where it is waited for, and not before.
    written.catch(() => {});
    writing.push(written);
  }
  await Promise.all(writing);
  const mappings = createMappingBuilder();
  for (const page of pages) mappings.add(grantsIn(page));
  mappings.add(grants);
  const { byIdentity, byRole } = mappings.build();

  const writer = createCopyWriter({ blobs, cache: parts.cache, lastUpdated });
  const map = (parts: readonly Packed[]) => joinSnapshot("map", lastUpdated, parts);
  await writer.write(IAM_ROLE_CACHE, map(pages.map(({ entries }) => entries)));
  await writer.write(ALL_AWS_ACCOUNTS, map([packObject(toAccountsCopy(accounts))]));
  const policies = pages.map(({ policies }) => policies);
  await writer.write(ALL_POLICIES, joinSnapshot("list", lastUpdated, policies));
  await writer.write(AUTHORIZATION_MAPPING, map([packObject(byIdentity)]));
  await writer.write(REVERSE_AUTHORIZATION_MAPPING, map([packObject(byRole)]));
  // An account that has no roles any more has no snapshot of them.
  for (const key of present) if (!kept.has(key)) await blobs.delete(key);
  await writeGenerations(blobs, generations);
  await writer.finish();
}

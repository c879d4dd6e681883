import type { Grant } from "@gatehouse/core/access/grant";
import type { Accounts } from "../accounts.ts";
import type { Blobs } from "../blobs.ts";
import type { Cache } from "../cache.ts";
import type { Listings } from "../listings.ts";
import { IAM_ROLE, type Roles } from "../roles.ts";
import { toAccountsCopy } from "./account-copy.ts";
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
import { readGenerations, writeGenerations } from "./published-generations.ts";
import { createRolePass, type RolePass, type TaggedRole } from "./role-pass.ts";

export type PublishParts = {
  accounts: Accounts;
  listings: Listings;
  roles: Roles;
  blobs: Blobs;
  /** Absent where nobody else could read it, e.g. in this process's memory: then snapshots alone are written. */
  cache: Cache | undefined;
  now: () => number;
};

/** Who may use what, as the published mappings tell it. */
export type PublishedGrants = {
  /** The grants that a role makes itself, e.g. by its tags. */
  grantsOf: (role: TaggedRole) => readonly Grant[];
  /** The grants that lie elsewhere, e.g. in the settings. */
  grants: readonly Grant[];
};

/**
 * Writes everything that other tools read, in the incumbent's formats: each copy is replaced as a whole, and what is
 * gone from the store is gone from it. The same estate gives the same bytes, but for last_updated.
 */
export async function publish(parts: PublishParts, { grantsOf, grants }: PublishedGrants): Promise<void> {
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
  const accountIds = [...new Set([...accounts.map(({ id }) => id), ...generations.keys()])].sort();
  const writer = createCopyWriter({ blobs, cache: parts.cache, lastUpdated });

  const known = new Map(accounts.map((account) => [account.id, account]));
  const isStale = (accountId: string) =>
    published.get(accountId) !== generations.get(accountId) || !present.includes(accountRoles(accountId));
  let pass: RolePass | undefined;
  await writer.toCache(IAM_ROLE_CACHE, () => {
    pass = createRolePass({
      roles,
      blobs,
      lastUpdated,
      accountIds,
      accounts: known,
      grantsOf,
      isStale,
      wantsPolicyTexts: parts.cache !== undefined,
    });
    return pass.fields();
  });
  if (pass === undefined) throw new Error("the roles were not read");
  await writer.toBlobs(IAM_ROLE_CACHE, await pass.all.finish());
  pass.mappings.add(grants);
  const { byIdentity, byRole } = pass.mappings.build();

  await writer.write(ALL_AWS_ACCOUNTS, toAccountsCopy(accounts));
  await writer.toBlobs(ALL_POLICIES, await pass.policies.finish());
  const { policyTexts } = pass;
  await writer.toCache(ALL_POLICIES, () => `[${policyTexts.join(",")}]`);
  await writer.write(AUTHORIZATION_MAPPING, byIdentity);
  await writer.write(REVERSE_AUTHORIZATION_MAPPING, byRole);
  // An account that has no roles any more has no snapshot of them.
  const kept = new Set([...pass.populated].map(accountRoles));
  for (const key of present) if (!kept.has(key)) await blobs.delete(key);
  await writeGenerations(blobs, generations);
  await writer.finish();
}

import type { Account } from "@gatehouse/core/account";
import type { Grant } from "@gatehouse/core/access/grant";
import type { IamRole } from "@gatehouse/core/role/role";
import type { Blobs } from "../blobs.ts";
import type { Roles, TaggedRow } from "../roles.ts";
import { textAt } from "../row-values.ts";
import type { Row } from "../table.ts";
import { createMappingBuilder, type MappingBuilder } from "./authorization-mapping.ts";
import { accountRoles } from "./copies.ts";
import { createPolicyRows } from "./policies-table.ts";
import { createSnapshot, type SnapshotWriter } from "./snapshot.ts";

const WRITTEN_AT_ONCE = 8;

/** What of a role makes grants. */
export type TaggedRole = Pick<IamRole, "arn" | "tags">;

export type RolePassOptions = {
  roles: Pick<Roles, "arnsByAccount" | "rows">;
  blobs: Blobs;
  lastUpdated: number;
  /** The accounts whose roles are read, in the order of the copies. */
  accountIds: readonly string[];
  accounts: ReadonlyMap<string, Account>;
  grantsOf: (role: TaggedRole) => readonly Grant[];
  /** Whether an account's own snapshot is to be written. */
  isStale: (accountId: string) => boolean;
  wantsPolicyTexts: boolean;
};

export type RolePass = {
  /** The fields of IAM_ROLE_CACHE, page by page; everything below is complete when they are at their end. */
  fields(): AsyncIterable<ReadonlyMap<string, string>>;
  all: SnapshotWriter;
  policies: SnapshotWriter;
  /** The rows of ALL_POLICIES as JSON texts, where they are wanted. */
  policyTexts: string[];
  mappings: MappingBuilder;
  /** Accounts that have roles. */
  populated: Set<string>;
};

/** Goes once through all roles, account by account, and makes everything that tells of roles; no more than a page is held. */
export function createRolePass(options: RolePassOptions): RolePass {
  const { lastUpdated, accounts } = options;
  const pass = {
    all: createSnapshot("map", lastUpdated),
    policies: createSnapshot("list", lastUpdated),
    policyTexts: [] as string[],
    mappings: createMappingBuilder(),
    populated: new Set<string>(),
  };

  const toPolicyRow = createPolicyRows();

  /** Notes a row's entry on the page, and answers what must be waited for. */
  const addRow = ({ row, tags }: TaggedRow, to: { page: Map<string, string>; own: SnapshotWriter | undefined }) => {
    const arn = textAt(row, "arn");
    const accountId = textAt(row, "accountId");
    const entry = JSON.stringify(entryOf(row));
    to.page.set(arn, entry);
    const policy = JSON.stringify(
      toPolicyRow({ arn, accountId, resourceId: textAt(row, "resourceId") }, accounts.get(accountId)?.name),
    );
    if (options.wantsPolicyTexts) pass.policyTexts.push(policy);
    pass.mappings.add(options.grantsOf({ arn, tags }));
    return [
      pass.all.add(JSON.stringify(entry), arn),
      to.own?.add(textAt(row, "policy")),
      pass.policies.add(policy),
    ].filter((full) => full !== undefined);
  };

  const keepOwn = async (accountId: string, own: SnapshotWriter): Promise<void> => {
    const bytes = await own.finish();
    if (pass.populated.has(accountId)) await options.blobs.put(accountRoles(accountId), bytes);
  };

  async function* fields(): AsyncIterable<ReadonlyMap<string, string>> {
    // Not by the index: it may not hold yet what was written a moment ago, and nothing would publish that again.
    const arns = await options.roles.arnsByAccount();
    const writing: Promise<void>[] = [];
    for (const accountId of options.accountIds) {
      const own = options.isStale(accountId) ? createSnapshot("list", lastUpdated) : undefined;
      for await (const rows of options.roles.rows(accountId, arns.get(accountId) ?? [])) {
        const page = new Map<string, string>();
        for (const row of rows) {
          const full = addRow(row, { page, own });
          if (full.length > 0) await Promise.all(full);
        }
        if (page.size === 0) continue;
        pass.populated.add(accountId);
        yield page;
      }
      if (own === undefined) continue;
      // The disk and the packing threads are slower than we are, so some accounts are being written at a time.
      if (writing.length >= WRITTEN_AT_ONCE) await writing.shift();
      const kept = keepOwn(accountId, own);
      // One that fails is met where it is waited for, and not before.
      kept.catch(() => {});
      writing.push(kept);
    }
    await Promise.all(writing);
  }
  return { ...pass, fields };
}

/** The incumbent's entry of a role, in its order of attributes and without ours. */
function entryOf({ arn, name, resourceId, accountId, ttl, owner, policy, templated }: Row): object {
  return { arn, name, resourceId, accountId, ttl, owner: owner ?? null, policy, templated: templated ?? null };
}

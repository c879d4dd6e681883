import { parseRoleArn } from "@gatehouse/core/arn";
import type { IamRole } from "@gatehouse/core/role/role";
import { applyBatch, type Complete, type Recorders } from "./apply-batch.ts";
import { planRoleWrites, type RoleChanges } from "./plan-role-writes.ts";
import { createRowReader, type OnUnreadable } from "./readable-rows.ts";
import { readOnce } from "./read-once.ts";
import { readOutline, readRole, readTags, type RoleOutline } from "./role-row.ts";
import { type StoredRole, toStoredRole } from "./stored-role.ts";
import type { Row, Table } from "./table.ts";
import { ROLES, ROLES_OF_ACCOUNT } from "./tables.ts";
import { createDetailWriter, type WrittenRole } from "./write-detail.ts";
import { type RoleWrite, wholeAccount, writeRoles } from "./write-roles.ts";

/** The kind under which roles are listed. */
export const IAM_ROLE = "iam-role";

const READ_ROWS = 200;

export type RoleBatch = RoleChanges & {
  /** The account's roles as ofAccount told them; absent: the rows that the batch names are read. */
  stored?: readonly StoredRole[];
  complete?: Complete;
};

export type Applied = { changed: number; removed: number; generation: number };

/** Where a complete listing's batch wrote every row of the account, its rows as rows() would tell them. */
export type AppliedRoles = Applied & { whole?: () => readonly TaggedRow[] };

export type TaggedRow = { row: Row; tags: IamRole["tags"] };

/** A stored role that cannot be understood is told and left out of every answer but ofAccount's, until it is written anew. */
export type Roles = {
  /** What is stored of an account's roles, without their policies; by an index that may lag by a moment. */
  ofAccount(accountId: string): Promise<StoredRole[]>;
  /** An account's roles in full, in the order of their ARNs. */
  fullOfAccount(accountId: string): AsyncIterable<IamRole>;
  /** The ARNs of all roles by their account, in their order; strongly consistent, so that no index that lags hides one. */
  arnsByAccount(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** The incumbent's rows of some roles of an account as they stand, with their tags, in the order of the ARNs. */
  rows(accountId: string, arns: readonly string[]): AsyncIterable<TaggedRow[]>;
  /** Every role, in no order. */
  all(): AsyncIterable<IamRole>;
  /** Every role's outline, in no order. */
  outlines(): AsyncIterable<RoleOutline>;
  /** Reads roles by ARN, strongly consistent; those that are not there are left out. */
  read(arns: readonly string[]): Promise<IamRole[]>;
  /** The same, of their outlines. */
  readOutlines(arns: readonly string[]): Promise<RoleOutline[]>;
  /** The hash under which a role is stored that says exactly this. */
  hash(role: IamRole): string;
  /**
   * Writes and removes roles of an account, so that being killed at any point loses nothing, and tells the other
   * processes; a role that is stored as it is, is not written.
   */
  apply(accountId: string, batch: RoleBatch): Promise<AppliedRoles>;
};

export type RolesOptions = Recorders & {
  table: Table;
  now: () => number;
  /** Tag keys whose value names a role's owner; the first that a role carries counts. */
  ownerTags?: readonly string[];
  onUnreadable?: OnUnreadable;
};

const readOutlineOnce = readOnce(readOutline);

/** Keeps the roles of the whole estate in the incumbent's table and row format; a row past its ttl counts as absent. */
export function createRoles({
  table,
  now,
  listings,
  cache,
  ownerTags = [],
  onUnreadable = () => {},
}: RolesOptions): Roles {
  const alive = (row: Row): boolean => typeof row["ttl"] !== "number" || row["ttl"] * 1000 > now();
  const readable = createRowReader(onUnreadable);

  /** Once for a role, which nobody changes: its hash decides whether it is written, and then its text is. */
  const writeDetail = createDetailWriter(ownerTags);
  const known = new WeakMap<IamRole, WrittenRole>();
  const written = (role: IamRole): WrittenRole => {
    const detail = known.get(role) ?? writeDetail(role);
    known.set(role, detail);
    return detail;
  };

  const rowsOf = async (accountId: string, arns: readonly string[]): Promise<Row[]> => {
    const keys = arns.map((arn) => ({ arn, accountId }));
    return (await table.getMany(ROLES, keys)).filter((row) => row !== undefined);
  };

  const rowsByArn = async (arns: readonly string[]): Promise<Row[]> => {
    const keys = arns
      .map((arn) => ({ arn, accountId: parseRoleArn(arn)?.accountId ?? "" }))
      .filter(({ accountId }) => accountId !== "");
    return (await table.getMany(ROLES, keys)).filter((row) => row !== undefined).filter(alive);
  };

  async function* pagesOf(accountId: string, arns: readonly string[]): AsyncIterable<Row[]> {
    for (let from = 0; from < arns.length; from += READ_ROWS) {
      yield (await rowsOf(accountId, arns.slice(from, from + READ_ROWS))).filter(alive);
    }
  }

  const tagged = (rows: readonly Row[]): TaggedRow[] => readable(rows, (row) => ({ row, tags: readTags(row) }));

  const ofAccount = async (accountId: string): Promise<StoredRole[]> => {
    const roles: StoredRole[] = [];
    for await (const page of table.query(ROLES, { index: ROLES_OF_ACCOUNT, hash: accountId })) {
      roles.push(...page.filter(alive).map(toStoredRole));
    }
    return roles;
  };

  return {
    ofAccount,
    async arnsByAccount() {
      const arns = new Map<string, string[]>();
      for await (const page of table.keys(ROLES)) {
        for (const { arn = "", accountId = "" } of page) {
          const known = arns.get(accountId);
          if (known) known.push(arn);
          else arns.set(accountId, [arn]);
        }
      }
      for (const of of arns.values()) of.sort();
      return arns;
    },
    async *rows(accountId, arns) {
      for await (const page of pagesOf(accountId, arns)) yield tagged(page);
    },
    async *fullOfAccount(accountId) {
      const arns = (await ofAccount(accountId)).map(({ arn }) => arn);
      for await (const page of pagesOf(accountId, arns)) yield* readable(page, readRole);
    },
    async *all() {
      for await (const page of table.scan(ROLES)) yield* readable(page.filter(alive), readRole);
    },
    async *outlines() {
      for await (const page of table.scan(ROLES)) yield* readable(page.filter(alive), readOutline);
    },
    read: async (arns) => readable(await rowsByArn(arns), readRole),
    readOutlines: async (arns) => readable(await rowsByArn(arns), arns.length === 1 ? readOutlineOnce : readOutline),
    hash: (role) => written(role).hash,
    async apply(accountId, { stored, complete, ...changes }) {
      const named = [...(changes.put ?? []).map(({ arn }) => arn), ...(changes.remove ?? [])];
      const before = stored ?? (await rowsOf(accountId, named)).map(toStoredRole);
      const context = { accountId, now: now(), ownerTags, stored: before, written };
      const writes = await planRoleWrites(table, changes, context);
      let done: RoleWrite[] = [];
      const { generation } = await applyBatch(
        { listings, cache },
        {
          of: { accountId, kind: IAM_ROLE },
          ...(complete === undefined ? {} : { complete }),
          changes: writes.length > 0,
          write: async () => {
            done = await writeRoles(table, writes);
            return done.filter((write) => write.do !== "renew").map(({ arn }) => arn);
          },
        },
      );
      const whole = complete && stored && wholeAccount({ planned: writes, done, stored });
      return {
        changed: done.filter((write) => write.do === "put").length,
        removed: done.filter((write) => write.do === "remove").length,
        generation,
        ...(whole && { whole: () => tagged(whole) }),
      };
    },
  };
}

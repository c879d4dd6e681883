import { textAt } from "./row-values.ts";
import { parseRoleArn } from "@gatehouse/core/arn";
import type { IamRole } from "@gatehouse/core/role/role";
import { applyBatch, type Complete, type Recorders } from "./apply-batch.ts";
import { planRoleWrites, type RoleChanges } from "./plan-role-writes.ts";
import { readRole } from "./role-row.ts";
import { type StoredRole, toStoredRole } from "./stored-role.ts";
import type { Row, Table } from "./table.ts";
import { ROLES, ROLES_OF_ACCOUNT } from "./tables.ts";
import { writeRoles } from "./write-roles.ts";

/** The kind under which roles are listed. */
export const IAM_ROLE = "iam-role";

const READ_ROWS = 200;

export type RoleBatch = RoleChanges & {
  /** The account's roles as ofAccount told them; absent: the rows that the batch names are read. */
  stored?: readonly StoredRole[];
  complete?: Complete;
};

export type Applied = { changed: number; removed: number; generation: number };

export type Roles = {
  /** What is stored of an account's roles, without their policies; by an index that may lag by a moment. */
  ofAccount(accountId: string): Promise<StoredRole[]>;
  /** An account's roles in full, in the order of their ARNs. */
  fullOfAccount(accountId: string): AsyncIterable<IamRole>;
  /** The incumbent's rows of an account as they stand, in the order of their ARNs. */
  rowsOfAccount(accountId: string): AsyncIterable<Row[]>;
  /** Every role, in no order. */
  all(): AsyncIterable<IamRole>;
  /** Reads roles by ARN, strongly consistent; those that are not there are left out. */
  read(arns: readonly string[]): Promise<IamRole[]>;
  /**
   * Writes and removes roles of an account, so that being killed at any point loses nothing, and tells the other
   * processes; a role that is stored as it is, is not written.
   */
  apply(accountId: string, batch: RoleBatch): Promise<Applied>;
};

export type RolesOptions = Recorders & {
  table: Table;
  now: () => number;
  /** Tag keys whose value names a role's owner; the first that a role carries counts. */
  ownerTags?: readonly string[];
};

/** Keeps the roles of the whole estate in the incumbent's table and row format; a row past its ttl counts as absent. */
export function createRoles({ table, now, listings, cache, ownerTags = [] }: RolesOptions): Roles {
  const alive = (row: Row): boolean => typeof row["ttl"] !== "number" || row["ttl"] * 1000 > now();

  const rowsOf = async (accountId: string, arns: readonly string[]): Promise<Row[]> => {
    const keys = arns.map((arn) => ({ arn, accountId }));
    return (await table.getMany(ROLES, keys)).filter((row) => row !== undefined);
  };

  async function* rowsOfAccount(accountId: string): AsyncIterable<Row[]> {
    for await (const page of table.query(ROLES, { index: ROLES_OF_ACCOUNT, hash: accountId })) {
      for (let from = 0; from < page.length; from += READ_ROWS) {
        const arns = page.slice(from, from + READ_ROWS).map((row) => textAt(row, "arn"));
        yield (await rowsOf(accountId, arns)).filter(alive);
      }
    }
  }

  return {
    rowsOfAccount,
    async ofAccount(accountId) {
      const roles: StoredRole[] = [];
      for await (const page of table.query(ROLES, { index: ROLES_OF_ACCOUNT, hash: accountId })) {
        roles.push(...page.filter(alive).map(toStoredRole));
      }
      return roles;
    },
    async *fullOfAccount(accountId) {
      for await (const page of rowsOfAccount(accountId)) yield* page.map(readRole);
    },
    async *all() {
      for await (const page of table.scan(ROLES)) yield* page.filter(alive).map(readRole);
    },
    async read(arns) {
      const keys = arns
        .map((arn) => ({ arn, accountId: parseRoleArn(arn)?.accountId ?? "" }))
        .filter(({ accountId }) => accountId !== "");
      const rows = await table.getMany(ROLES, keys);
      return rows
        .filter((row) => row !== undefined)
        .filter(alive)
        .map(readRole);
    },
    async apply(accountId, { stored, complete, ...changes }) {
      const named = [...(changes.put ?? []).map(({ arn }) => arn), ...(changes.remove ?? [])];
      const known = stored ?? (await rowsOf(accountId, named)).map(toStoredRole);
      const writes = await planRoleWrites(table, changes, { accountId, now: now(), ownerTags, stored: known });
      let done: Awaited<ReturnType<typeof writeRoles>> = { changed: [], removed: [] };
      const { generation } = await applyBatch(
        { listings, cache },
        {
          of: { accountId, kind: IAM_ROLE },
          ...(complete === undefined ? {} : { complete }),
          changes: writes.length > 0,
          write: async () => {
            done = await writeRoles(table, writes);
            return [...done.changed, ...done.removed];
          },
        },
      );
      return { changed: done.changed.length, removed: done.removed.length, generation };
    },
  };
}

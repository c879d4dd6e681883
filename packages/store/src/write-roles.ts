import type { IamRole } from "@gatehouse/core/role/role";
import { Failure } from "@gatehouse/core/failure";
import { asStored, type StoredRole, toStoredRole } from "./stored-role.ts";
import type { Row, Table, Write, Written } from "./table.ts";
import { ROLES } from "./tables.ts";
import { VERSION } from "./versioned.ts";
import { writeDetail } from "./write-detail.ts";

const TRIES = 4;
const BATCH_ROWS = 200;
/** Rows that carry the incumbent's ttl get 30 days. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;

/** One row to write: a role as it is now, a row to keep for longer, or a role that is gone. */
export type RoleWrite = { arn: string; accountId: string; stored: StoredRole | undefined } & (
  | { do: "put" | "renew"; row: Row }
  | { do: "remove" }
);

export type RoleRowContext = { accountId: string; now: number; ownerTags: readonly string[] };

/** Writes a role as the incumbent's row, with its hash and a fresh ttl beside what the incumbent knows. */
export function roleRow(
  role: IamRole,
  { accountId, now, ownerTags }: RoleRowContext,
  { detail, hash } = writeDetail(role, ownerTags),
): Row {
  return {
    arn: role.arn,
    name: role.name,
    resourceId: role.roleId,
    accountId,
    ttl: freshTtl(now),
    owner: ownerTags.map((tag) => role.tags[tag]).find((owner) => owner !== undefined) ?? null,
    policy: detail,
    templated: null,
    gatehouse_hash: hash,
  };
}

/** The ttl of a row written at this time, in epoch seconds. */
export function freshTtl(now: number): number {
  return Math.floor(now / 1000) + KEPT_SECONDS;
}

/** Writes rows in batches, each conditional on what was read, and answers the writes that were made. */
export async function writeRoles(table: Table, writes: readonly RoleWrite[]): Promise<RoleWrite[]> {
  const done: RoleWrite[] = [];
  for (let from = 0; from < writes.length; from += BATCH_ROWS) {
    done.push(...(await writeBatch(table, writes.slice(from, from + BATCH_ROWS))));
  }
  return done;
}

/** What an account's batch did: the writes that were planned, those that were made, and what was stored before. */
export type WrittenBatch = {
  planned: readonly RoleWrite[];
  done: readonly RoleWrite[];
  stored: readonly StoredRole[];
};

/** An account's rows in the order of their ARNs, where the batch wrote every one of them; undefined where it did not. */
export function wholeAccount({ planned, done, stored }: WrittenBatch): Row[] | undefined {
  const written = new Set(done.map(({ arn }) => arn));
  if (done.length < planned.length || stored.some(({ arn }) => !written.has(arn))) return undefined;
  const rows = done.flatMap((write) => (write.do === "remove" ? [] : [{ arn: write.arn, row: write.row }]));
  return rows.sort((a, b) => (a.arn < b.arn ? -1 : 1)).map(({ row }) => row);
}

async function writeBatch(table: Table, batch: readonly RoleWrite[]): Promise<RoleWrite[]> {
  const done: RoleWrite[] = [];
  let left = batch;
  for (let tried = 0; left.length > 0; tried += 1) {
    if (tried === TRIES)
      throw new Failure(
        "conflict",
        "Others keep writing the same roles. Nothing is lost: the next sync does the rest.",
      );
    const written = await table.write(ROLES, left.map(toWrite));
    done.push(...left.filter((_, at) => written[at] === "written"));
    left = await asNow(table, conflicting(left, written));
  }
  return done;
}

/**
 * The role's listing may be older than what somebody wrote since, so a removal or renewal that met another's write is
 * left to the next sync; a role that we have just seen is written over what is there now, unless that says the same.
 */
function conflicting(writes: readonly RoleWrite[], written: readonly Written[]): RoleWrite[] {
  return writes.filter(({ do: what }, at) => written[at] === "conflict" && what === "put");
}

async function asNow(table: Table, writes: readonly RoleWrite[]): Promise<RoleWrite[]> {
  if (writes.length === 0) return [];
  const rows = await table.getMany(ROLES, writes.map(keyOf));
  return writes
    .map((write, at) => ({ ...write, stored: rows[at] === undefined ? undefined : toStoredRole(rows[at]) }))
    .filter((write) => write.do !== "put" || write.stored?.hash !== write.row["gatehouse_hash"]);
}

function toWrite(write: RoleWrite): Write {
  const condition = asStored(write.stored);
  if (write.do === "remove") return { delete: keyOf(write), if: condition };
  return { put: { ...write.row, [VERSION]: (write.stored?.version ?? 0) + 1 }, if: condition };
}

function keyOf({ arn, accountId }: RoleWrite): { arn: string; accountId: string } {
  return { arn, accountId };
}

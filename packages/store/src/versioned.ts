import { Failure } from "@gatehouse/core/failure";
import type { Condition, Key, Row, Table } from "./table.ts";

/** `version` is taken by the incumbent's requests, hence the prefix. */
export const VERSION = "gatehouse_version";

const TRIES = 10;

/** The condition that a row is still as it was read; absent means that nobody made one since. */
export function asRead(row: Row | undefined, { key, stamp }: { key: string; stamp?: string }): Condition {
  if (row === undefined) return { [key]: null };
  const version = row[VERSION];
  if (typeof version === "number") return { [VERSION]: version };
  if (stamp === undefined) return { [VERSION]: null };
  // The incumbent's row carries no version of ours: its own stamp tells whether it wrote again.
  const stamped = row[stamp];
  const known = typeof stamped === "string" || typeof stamped === "number" ? stamped : null;
  return { [VERSION]: null, [stamp]: known };
}

/** The version that the next writer of a row gives it. */
export function nextVersion(row: Row | undefined): number {
  const version = row?.[VERSION];
  return typeof version === "number" ? version + 1 : 1;
}

/**
 * Reads a row, decides and writes it conditionally on what was read, again where somebody else was faster.
 * The decision answers the new row, or undefined to leave it; a row that never rests is a Failure "conflict".
 */
export async function changeRow(
  table: Table,
  where: { table: string; key: Key },
  decide: (row: Row | undefined) => Row | undefined,
): Promise<Row | undefined> {
  const [key = ""] = Object.keys(where.key);
  for (let tried = 0; tried < TRIES; tried += 1) {
    const row = await table.get(where.table, where.key);
    const decided = decide(row);
    if (decided === undefined) return row;
    const changed = { ...decided, ...where.key, [VERSION]: nextVersion(row) };
    const [written] = await table.write(where.table, [{ put: changed, if: asRead(row, { key }) }]);
    if (written === "written") return changed;
  }
  throw new Failure("conflict", "Others keep changing this at the same time. Try again in a moment.");
}

import { textAt } from "./row-values.ts";
import type { Condition, Row } from "./table.ts";
import { asRead, VERSION } from "./versioned.ts";

/** What the index tells of a stored role; a role that the incumbent wrote has neither hash nor version. */
export type StoredRole = { arn: string; hash?: string; version?: number; ttl?: number };

/** Reads a row of the roles table or of its index. */
export function toStoredRole(row: Row): StoredRole {
  const { gatehouse_hash: hash, [VERSION]: version, ttl } = row;
  return {
    arn: textAt(row, "arn"),
    ...(typeof hash === "string" ? { hash } : {}),
    ...(typeof version === "number" ? { version } : {}),
    ...(typeof ttl === "number" ? { ttl } : {}),
  };
}

/** The condition that a role's row is still as it was read: by our version, or by the incumbent's ttl where it has none. */
export function asStored(stored: StoredRole | undefined): Condition {
  if (stored === undefined) return asRead(undefined, { key: "arn" });
  const { arn, version, ttl } = stored;
  const row: Row = {
    arn,
    ...(version === undefined ? {} : { [VERSION]: version }),
    ...(ttl === undefined ? {} : { ttl }),
  };
  return asRead(row, { key: "arn", stamp: "ttl" });
}

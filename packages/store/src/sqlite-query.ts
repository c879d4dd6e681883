import type { SQLQueryBindings } from "bun:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
import { readRow } from "./row-text.ts";
import { quoted } from "./sqlite-schema.ts";
import type { Query, Row } from "./table.ts";
import { indexOf, type TableDefinition } from "./tables.ts";

const PAGE_ROWS = 200;

type Found = Record<string, unknown>;
type Read = (sql: string, values: SQLQueryBindings[]) => Promise<Found[]>;

/** Yields pages of rows with one hash key of a table or an index, each page one short read. */
export async function* pageQuery(
  asked: { definition: TableDefinition; query: Query },
  read: Read,
): AsyncIterable<Row[]> {
  const { definition, query } = asked;
  const index = query.index === undefined ? undefined : indexOf(definition, query.index);
  const hash = quoted(index?.hash ?? "#hash");
  const range = index === undefined ? `"#range"` : rangeOf(index.range);
  const projected = index === undefined || index.projection === "all" ? undefined : index.projection;
  const direction = query.descending ? { compare: "<", order: "DESC" } : { compare: ">", order: "ASC" };

  const columns =
    projected === undefined
      ? `"#row" AS "#row"`
      : [index?.hash, index?.range, "#hash", "#range", ...projected]
          .flatMap((name) => (name === undefined ? [] : [quoted(name)]))
          .join(", ");
  const select = `SELECT rowid AS "#id", ${range} AS "#place", ${columns} FROM ${quoted(definition.name)}`;
  const order = `ORDER BY ${range} ${direction.order}, rowid ${direction.order} LIMIT`;
  const absent = index?.range === undefined ? "" : `AND ${range} IS NOT NULL`;

  let left = query.limit ?? Number.POSITIVE_INFINITY;
  let where = query.after === undefined ? "" : `AND ${range} ${direction.compare} ?`;
  let values: SQLQueryBindings[] = query.after === undefined ? [] : [query.after];
  while (left > 0) {
    const size = Math.min(left, PAGE_ROWS);
    const found = await read(`${select} WHERE ${hash} = ? ${absent} ${where} ${order} ${size}`, [
      query.hash,
      ...values,
    ]);
    if (found.length > 0) yield found.map((row) => toRow(row, definition));
    const last = found.at(-1);
    if (last === undefined || found.length < size) return;
    left -= found.length;
    where = `AND (${range}, rowid) ${direction.compare} (?, ?)`;
    values = [String(last["#place"]), Number(last["#id"])];
    await nextTurn();
  }
}

/** A constant in place of a range key that the index does not have. */
function rangeOf(range: string | undefined): string {
  return range === undefined ? "''" : quoted(range);
}

function toRow(found: Found, definition: TableDefinition): Row {
  const whole = found["#row"];
  if (typeof whole === "string") return readRow(whole);
  const row: Row = {};
  for (const [name, value] of Object.entries(found)) {
    if (!name.startsWith("#") && (typeof value === "string" || typeof value === "number")) row[name] = value;
  }
  row[definition.hash] = String(found["#hash"]);
  if (definition.range !== undefined) row[definition.range] = String(found["#range"]);
  return row;
}

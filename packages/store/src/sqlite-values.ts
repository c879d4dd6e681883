import { readRow } from "./row-text.ts";
import type { Condition, Key, Row, Write } from "./table.ts";
import type { TableDefinition } from "./tables.ts";

/** A row's key, from the two columns that hold it. */
export function keyOf(definition: TableDefinition, hash: string, range: string): Key {
  return { [definition.hash]: hash, ...(definition.range === undefined ? {} : { [definition.range]: range }) };
}

/** The two columns that hold a row's key; throws where it has none. */
export function keyValues({ hash, range }: TableDefinition, row: Row | Key): [string, string] {
  return [keyValue(row, hash), range === undefined ? "" : keyValue(row, range)];
}

function keyValue(row: Row | Key, attribute: string): string {
  const value = row[attribute];
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`A row needs its key ${attribute}, a text that is not empty`);
}

/** The values of the attributes that stand in columns of their own. */
export function scalarsOf(attributes: readonly string[], row: Row): (string | number | null)[] {
  return attributes.map((attribute) => scalar(row[attribute]));
}

function scalar(value: unknown): string | number | null {
  return typeof value === "string" || typeof value === "number" ? value : null;
}

/** Whether a condition says that there is no such row yet: each row has its key. */
export function isNew({ hash }: TableDefinition, condition: Condition | undefined): boolean {
  return condition !== undefined && Object.keys(condition).length === 1 && condition[hash] === null;
}

/** Whether a write decides by its key alone, so that no reading comes before it. */
export function isOneStatement(definition: TableDefinition, write: Write): boolean {
  return write.if === undefined || ("put" in write && isNew(definition, write.if));
}

/** Whether a condition holds for the row that is stored; undefined for none. */
export function holds(text: string | undefined, condition: Condition): boolean {
  const row = text === undefined ? {} : readRow(text);
  return Object.entries(condition).every(([attribute, value]) =>
    value === null ? row[attribute] === undefined : row[attribute] === value,
  );
}

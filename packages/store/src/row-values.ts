import type { Key, Row } from "./table.ts";

/** Reads an attribute that holds a text; another writer's value of another kind counts as none. */
export function textAt(row: Row | Key, attribute: string): string {
  const value = row[attribute];
  return typeof value === "string" ? value : "";
}

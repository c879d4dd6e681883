import { Database } from "bun:sqlite";
import { LISTINGS, ROLES } from "@gatehouse/store/tables";

/** What a sync leaves behind, for comparing two of them: rows by their key, and the generations, raised once per message. */
export type Stored = { rows: ReadonlyMap<string, string>; generations: number };

/** Reads the roles' rows and the sum of all generations out of the embedded database. */
export function readStored(data: string): Stored {
  const database = new Database(`${data}/gatehouse.sqlite`, { readonly: true });
  const all = (table: string) =>
    database.query<{ key: string; row: string }, []>(`SELECT "#hash" AS key, "#row" AS row FROM "${table}"`).all();
  const rows = new Map(all(ROLES).map(({ key, row }) => [key, Bun.hash(row).toString(36)]));
  const generations = all(LISTINGS).map(({ row }): { generation: number } => JSON.parse(row));
  database.close();
  return { rows, generations: generations.reduce((sum, { generation }) => sum + generation, 0) };
}

/** How many rows of the second are not the same as in the first. */
export function rowsThatDiffer(first: Stored, second: Stored): number {
  const keys = new Set([...first.rows.keys(), ...second.rows.keys()]);
  return [...keys].filter((key) => first.rows.get(key) !== second.rows.get(key)).length;
}

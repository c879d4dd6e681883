import type { Database } from "bun:sqlite";
import type { TableDefinition } from "./tables.ts";

/** Quotes a name of ours for SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The attributes that stand in columns of their own, so that an index covers what it projects without reading the row. */
export function columnsOf(table: TableDefinition): string[] {
  const attributes = table.indexes.flatMap(({ hash, range, projection }) => [
    hash,
    ...(range === undefined ? [] : [range]),
    ...(projection === "all" ? [] : projection),
  ]);
  return [...new Set([...attributes, ...(table.ttl === undefined ? [] : [table.ttl])])];
}

/** Creates what is missing of the declared tables, columns and indexes; rows that are there are kept and filled in. */
export function createSchema(database: Database, tables: readonly TableDefinition[]): void {
  for (const table of tables) {
    const name = quoted(table.name);
    database.run(
      `CREATE TABLE IF NOT EXISTS ${name} ("#hash" TEXT NOT NULL, "#range" TEXT NOT NULL, "#row" TEXT NOT NULL, PRIMARY KEY ("#hash", "#range"))`,
    );
    const present = new Set(
      database
        .query<{ name: string }, []>(`PRAGMA table_info(${name})`)
        .all()
        .map((column) => column.name),
    );
    for (const attribute of columnsOf(table).filter((attribute) => !present.has(attribute))) {
      database.run(`ALTER TABLE ${name} ADD COLUMN ${quoted(attribute)}`);
      database.run(`UPDATE ${name} SET ${quoted(attribute)} = json_extract("#row", '$.${quoted(attribute)}')`);
    }
    for (const index of table.indexes) createIndex(database, table, index.name);
  }
}

function createIndex(database: Database, table: TableDefinition, name: string): void {
  const index = table.indexes.find((index) => index.name === name);
  if (index === undefined) return;
  const projected = index.projection === "all" ? [] : [...index.projection, "#hash", "#range"];
  const columns = [index.hash, ...(index.range === undefined ? [] : [index.range]), ...projected]
    .map(quoted)
    .join(", ");
  database.run(`CREATE INDEX IF NOT EXISTS ${quoted(`${table.name}/${name}`)} ON ${quoted(table.name)} (${columns})`);
}

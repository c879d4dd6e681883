import { Database, type SQLQueryBindings } from "bun:sqlite";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Failure } from "@gatehouse/core/failure";
import { createKnownRows } from "./read-once.ts";
import { readRow, writeRow } from "./row-text.ts";
import { whenUnlocked } from "./sqlite-errors.ts";
import { pageQuery } from "./sqlite-query.ts";
import { columnsOf, createSchema, quoted } from "./sqlite-schema.ts";
import { holds, isNew, isOneStatement, keyOf, keyValues, scalarsOf } from "./sqlite-values.ts";
import type { Key, Row, Table, Write, Written } from "./table.ts";
import { definitionOf, type TableDefinition, TABLES } from "./tables.ts";

/** DynamoDB's limit, kept here too, so that a row which could not move there is found on a developer's machine. */
const MAX_ROW = 400 * 1024;
const TRANSACTION_ROWS = 200;
const KEYS_A_PAGE = 1000;
const PAGE_BYTES = 8192;
const PURGE_EVERY_MS = 3_600_000;

export type SqliteOptions = {
  /** The database file, or ":memory:". */
  path: string;
  now: () => number;
  tables?: readonly TableDefinition[];
  /** How long to wait for a lock that another thread or process holds. */
  lockedForMs?: number;
  /** How many pages of 8 KB the file may grow to; absent: as large as the disk. */
  maxPages?: number;
};

/** Keeps rows in one SQLite file, which several threads and processes may open at the same time. */
export function createSqliteTable({
  path,
  now,
  tables = TABLES,
  lockedForMs = 10_000,
  maxPages,
}: SqliteOptions): Table {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = openDatabase(path, tables);
  if (maxPages !== undefined) database.run(`PRAGMA max_page_count = ${maxPages}`);
  const statements = new Map(tables.map((table) => [table.name, statementsOf(database, table)]));
  const readKnown = createKnownRows();
  let purgedAt = Number.NEGATIVE_INFINITY;

  const of = (name: string) => ({ definition: definitionOf(tables, name), ...required(statements.get(name), name) });
  const unlocked = <T>(work: () => T): Promise<T> => whenUnlocked(lockedForMs, work);

  /** Does what DynamoDB does by itself: rows past their ttl go sooner or later. */
  const purge = (): void => {
    if (now() - purgedAt < PURGE_EVERY_MS) return;
    purgedAt = now();
    for (const { name, ttl } of tables) {
      if (ttl !== undefined) database.run(`DELETE FROM ${quoted(name)} WHERE ${quoted(ttl)} <= ?`, [now() / 1000]);
    }
  };

  const getMany = async (name: string, keys: readonly Key[]): Promise<(Row | undefined)[]> => {
    const { definition, select } = of(name);
    const one = (key: Key, read: (text: string) => Row): Row | undefined => {
      const found = select.get(...keyValues(definition, key));
      return found === null ? undefined : read(found.row);
    };
    // Rows that are read one by one are read again, e.g. a login's by each of its calls; thousands at once are not.
    if (keys.length <= 1) return unlocked(() => keys.map((key) => one(key, readKnown)));
    // Within one transaction the file is locked once, not for every row.
    const readAll = database.transaction(() => keys.map((key) => one(key, readRow)));
    return unlocked(() => readAll.deferred());
  };

  return {
    getMany,
    async get(name, key) {
      const [row] = await getMany(name, [key]);
      return row;
    },
    async write(name, writes) {
      const { definition, attributes, select, upsert, insert, remove } = of(name);
      const texts = writes.map((write) => ("put" in write ? textOf(name, write.put) : ""));
      const perform = (write: Write, text: string): Written => {
        const key = keyValues(definition, "put" in write ? write.put : write.delete);
        if ("put" in write && isNew(definition, write.if)) {
          const { changes } = insert.run(...key, text, ...scalarsOf(attributes, write.put));
          return changes === 0 ? "conflict" : "written";
        }
        if (write.if !== undefined && !holds(select.get(...key)?.row, write.if)) return "conflict";
        if ("delete" in write) remove.run(...key);
        else upsert.run(...key, text, ...scalarsOf(attributes, write.put));
        return "written";
      };
      const [only] = writes;
      if (only !== undefined && writes.length === 1 && isOneStatement(definition, only)) {
        // A statement alone is a transaction of its own, at two thirds of the cost.
        return unlocked(() => {
          purge();
          return [perform(only, texts[0] ?? "")];
        });
      }
      const written: Written[] = [];
      for (let from = 0; from < writes.length; from += TRANSACTION_ROWS) {
        const batch = writes.slice(from, from + TRANSACTION_ROWS);
        const transaction = database.transaction(() => {
          purge();
          return batch.map((write, at) => perform(write, texts[from + at] ?? ""));
        });
        written.push(...(await unlocked(() => transaction.immediate())));
        if (from + TRANSACTION_ROWS < writes.length) await nextTurn();
      }
      return written;
    },
    async *query(name, query) {
      const { definition } = of(name);
      yield* pageQuery({ definition, query }, (sql, values) =>
        unlocked(() => database.query<Record<string, unknown>, SQLQueryBindings[]>(sql).all(...values)),
      );
    },
    async *scan(name) {
      const { page } = of(name);
      for (let after = -1; ;) {
        const found = await unlocked(() => page.all(after));
        if (found.length > 0) yield found.map(({ row }) => readRow(row));
        const last = found.at(-1);
        if (last === undefined) return;
        after = last.id;
        await nextTurn();
      }
    },
    async *keys(name) {
      const { definition, keyPage } = of(name);
      for (let after = -1; ;) {
        const found = await unlocked(() => keyPage.all(after));
        if (found.length > 0) yield found.map(({ hash, range }) => keyOf(definition, hash, range));
        const last = found.at(-1);
        if (last === undefined) return;
        after = last.id;
        await nextTurn();
      }
    },
    async close() {
      database.close();
    },
  };
}

function openDatabase(path: string, tables: readonly TableDefinition[]): Database {
  const database = new Database(path, { create: true, strict: true });
  database.run("PRAGMA busy_timeout = 5000");
  // Rows are some 3 KB, of which too few fit on SQLite's own pages of 4 KB; a file that is there keeps what it has.
  database.run(`PRAGMA page_size = ${PAGE_BYTES}`);
  database.run("PRAGMA journal_mode = WAL");
  // In WAL mode a killed process loses nothing; only a power cut can take the last moments back, consistently.
  database.run("PRAGMA synchronous = NORMAL");
  database.transaction(() => createSchema(database, tables)).immediate();
  database.run("PRAGMA busy_timeout = 0");
  return database;
}

function statementsOf(database: Database, table: TableDefinition) {
  const name = quoted(table.name);
  const attributes = columnsOf(table);
  const columns = ["#hash", "#range", "#row", ...attributes];
  const updates = columns.slice(2).map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
  return {
    attributes,
    select: database.query<{ row: string }, [string, string]>(
      `SELECT "#row" AS row FROM ${name} WHERE "#hash" = ? AND "#range" = ?`,
    ),
    insert: database.query<null, SQLQueryBindings[]>(
      `INSERT INTO ${name} (${columns.map(quoted).join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
       ON CONFLICT ("#hash", "#range") DO NOTHING`,
    ),
    upsert: database.query<null, SQLQueryBindings[]>(
      `INSERT INTO ${name} (${columns.map(quoted).join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
       ON CONFLICT ("#hash", "#range") DO UPDATE SET ${updates.join(", ")}`,
    ),
    remove: database.query<null, [string, string]>(`DELETE FROM ${name} WHERE "#hash" = ? AND "#range" = ?`),
    page: database.query<{ id: number; row: string }, [number]>(
      `SELECT rowid AS id, "#row" AS row FROM ${name} WHERE rowid > ? ORDER BY rowid LIMIT ${TRANSACTION_ROWS}`,
    ),
    keyPage: database.query<{ id: number; hash: string; range: string }, [number]>(
      `SELECT rowid AS id, "#hash" AS hash, "#range" AS range FROM ${name} WHERE rowid > ? ORDER BY rowid LIMIT ${KEYS_A_PAGE}`,
    ),
  };
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`No table ${name} is declared`);
  return value;
}

function textOf(table: string, row: Row): string {
  const text = writeRow(row);
  if (text.length <= MAX_ROW && Buffer.byteLength(text) <= MAX_ROW) return text;
  throw new Failure("too-large", `A row of ${table} would be over 400 KB, which no store of ours keeps.`);
}

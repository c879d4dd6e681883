import type { Cache } from "../src/cache.ts";
import type { Blobs } from "../src/blobs.ts";
import { createMemoryCache } from "../src/memory-cache.ts";
import { createSqliteTable } from "../src/sqlite-table.ts";
import { createStore, type Store } from "../src/store.ts";
import type { Row, Table, Write } from "../src/table.ts";

export type TestStore = {
  store: Store;
  table: Table;
  cache: Cache;
  blobs: Blobs;
  /** Rows written or removed since the store was made, by table. */
  written: { table: string; write: Write }[];
  clock: { now: number };
};

export const NOW = Date.parse("2026-11-24T06:00:00.000Z");

/** Builds a store in memory whose time a test sets and whose writes it can count. */
export function createTestStore(change: (table: Table) => Table = (table) => table): TestStore {
  const clock = { now: NOW };
  const now = () => clock.now;
  const written: TestStore["written"] = [];
  const sqlite = createSqliteTable({ path: ":memory:", now });
  const counted: Table = {
    ...sqlite,
    write(table, writes) {
      written.push(...writes.map((write) => ({ table, write })));
      return sqlite.write(table, writes);
    },
  };
  const table = change(counted);
  const cache = createMemoryCache({ now });
  const blobs = createMemoryBlobs();
  return { store: createStore({ table, cache, blobs, now }), table, cache, blobs, written, clock };
}

/** Snapshots in memory, for tests of what is in them. */
export function createMemoryBlobs(): Blobs {
  const objects = new Map<string, Uint8Array>();
  return {
    async get(key) {
      return objects.get(key);
    },
    async put(key, bytes) {
      objects.set(key, bytes);
    },
    async delete(key) {
      objects.delete(key);
    },
    async *list(prefix) {
      yield* [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    },
  };
}

/** Reads every row of a table. */
export async function rowsIn(table: Table, name: string): Promise<Row[]> {
  return (await Array.fromAsync(table.scan(name))).flat();
}

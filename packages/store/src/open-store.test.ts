import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testRole } from "../test/test-roles.ts";
import { createMemoryCache } from "./memory-cache.ts";
import { openPorts, openQueue, storageWarnings } from "./open-store.ts";
import { createSqliteTable } from "./sqlite-table.ts";
import { StorageConfig } from "./storage-config.ts";
import { createStore } from "./store.ts";

const data = mkdtempSync(join(tmpdir(), "gatehouse-open-"));
afterAll(() => rmSync(data, { recursive: true }));
const now = () => 0;

test("a folder is all that the embedded store needs, and what is stored there outlives the process", async () => {
  const storage = StorageConfig.parse({ data: join(data, "deep", "folder") });
  const first = openPorts(storage, { now });
  const role = testRole("a");
  await createStore({ ...first, now }).roles.apply(role.accountId, { put: [role] });
  await first.blobs.put("a", new Uint8Array([1]));
  await first.close();
  const second = openPorts(storage, { now });
  expect(await createStore({ ...second, now }).roles.read([role.arn])).toEqual([role]);
  expect(await second.blobs.get("a")).toEqual(new Uint8Array([1]));
  expect(second.copies).toBe(false);
  expect(await storageWarnings(storage)).toEqual([]);
  await second.close();
});

test("what the caller brings is used in place of what the config names", async () => {
  const table = createSqliteTable({ path: ":memory:", now });
  const cache = createMemoryCache({ now });
  const ports = openPorts(StorageConfig.parse({ data: join(data, "unused") }), { table, cache, now });
  expect(ports.table).toBe(table);
  expect(ports.cache).toBe(cache);
  expect(await Bun.file(join(data, "unused", "gatehouse.sqlite")).exists()).toBe(false);
  await ports.close();
});

test("without Redis the queue runs in this process", async () => {
  const queue = openQueue(StorageConfig.parse({}), { now });
  expect(await queue.add({ id: "a", name: "sync", data: {} })).toBe("added");
  expect(await queue.add({ id: "a", name: "sync", data: {} })).toBe("known");
  await queue.close();
});

import { Database } from "bun:sqlite";
import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableContract } from "./contract/table-contract.ts";
import { createSqliteTable } from "./sqlite-table.ts";
import { NOTES, SESSIONS, TABLES } from "./tables.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-table-"));
afterAll(() => rmSync(folder, { recursive: true }));
const now = () => 1_000_000;

describe("the table contract, in memory", () =>
  tableContract(async () => createSqliteTable({ path: ":memory:", now })));

test("two that have the file open see each other's rows, and only one of them wins a condition", async () => {
  const path = join(folder, "shared.sqlite");
  const [one, two] = [createSqliteTable({ path, now }), createSqliteTable({ path, now })];
  await one.write(NOTES, [{ put: { name: "a", text: "from one" } }]);
  expect(await two.get(NOTES, { name: "a" })).toEqual({ name: "a", text: "from one" });
  const race = await Promise.all(
    [one, two].map((table) => table.write(NOTES, [{ put: { name: "b" }, if: { name: null } }])),
  );
  expect(race.flat().sort()).toEqual(["conflict", "written"]);
  await Promise.all([one.close(), two.close()]);
});

test("a file that another program keeps locked is unavailable, and works again once it is released", async () => {
  const path = join(folder, "locked.sqlite");
  const table = createSqliteTable({ path, now, lockedForMs: 0 });
  const other = new Database(path);
  other.run("BEGIN IMMEDIATE");
  const put = { put: { name: "a", text: "x" } };
  await expect(table.write(NOTES, [put])).rejects.toMatchObject({ code: "unavailable" });
  expect(await table.get(NOTES, { name: "a" })).toBeUndefined();
  other.run("ROLLBACK");
  expect(await table.write(NOTES, [put])).toEqual(["written"]);
  other.close();
  await table.close();
});

test("a full disk is unavailable, writes nothing of the batch and leaves what is there readable", async () => {
  const path = join(folder, "full.sqlite");
  const table = createSqliteTable({ path, now, maxPages: 60 });
  await table.write(NOTES, [{ put: { name: "a", text: "kept" } }]);
  const writes = ["b", "c", "d"].map((name) => ({ put: { name, text: "x".repeat(300_000) } }));
  await expect(table.write(NOTES, writes)).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("full"),
  });
  const rows = await table.getMany(NOTES, [{ name: "a" }, { name: "b" }]);
  expect(rows.map((row) => row?.["text"])).toEqual(["kept", undefined]);
  expect(await table.write(NOTES, [{ put: { name: "e", text: "small" } }])).toEqual(["written"]);
  await table.close();
});

test("rows past their ttl go by themselves", async () => {
  const path = join(folder, "ttl.sqlite");
  let time = 1_000_000;
  const table = createSqliteTable({ path, now: () => time });
  await table.write(SESSIONS, [
    { put: { id: "old", ttl: 2000 } },
    { put: { id: "new", ttl: 9_000_000 } },
    { put: { id: "ever" } },
  ]);
  time = 8_000_000_000;
  await table.write(NOTES, [{ put: { name: "a" } }]);
  const rows = await table.getMany(SESSIONS, [{ id: "old" }, { id: "new" }, { id: "ever" }]);
  expect(rows.map((row) => row?.["id"])).toEqual([undefined, "new", "ever"]);
  await table.close();
});

test("a file from before an index was declared gets it, filled with the rows that are there", async () => {
  const path = join(folder, "older.sqlite");
  const before = TABLES.map((table) => ({ ...table, indexes: [] }));
  const older = createSqliteTable({ path, now, tables: before });
  await older.write("consoleme_resource_cache", [{ put: { resourceId: "i", resourceType: "t", arn: "a1", more: 1 } }]);
  await older.close();
  const newer = createSqliteTable({ path, now });
  const found = await Array.fromAsync(newer.query("consoleme_resource_cache", { index: "arn-index", hash: "a1" }));
  expect(found).toEqual([[{ resourceId: "i", resourceType: "t", arn: "a1", more: 1 }]]);
  await newer.close();
});

import { textAt } from "../row-values.ts";
import { expect, test } from "bun:test";
import type { Row, Table } from "../table.ts";
import { AUDIT, CONFIG, NOTES, ROLES, ROLES_OF_ACCOUNT, RUNS, RUNS_OF_JOB } from "../tables.ts";

const role = (arn: string, accountId: string, more: Row = {}): Row => ({ arn, accountId, policy: "{}", ...more });

async function rowsOf(pages: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

/** Declares the tests that every table must pass; each opens a table whose declared tables are empty. */
export function tableContract(open: () => Promise<Table>): void {
  test("a row comes back as it was written, bytes and nested values included", async () => {
    const table = await open();
    const row: Row = {
      id: "master",
      config: new Uint8Array([0, 255, 7]),
      nested: { list: [1, "two", null, { deep: true }], $bytes: "no bytes", $: 1, empty: "" },
      ratio: 1.5,
      big: 1_764_000_000_123,
      nothing: null,
    };
    await table.write(CONFIG, [{ put: row }]);
    expect(await table.get(CONFIG, { id: "master" })).toEqual(row);
    expect(await table.get(CONFIG, { id: "other" })).toBeUndefined();
    await table.close();
  });

  test("a condition on absence lets only the first of two writers through", async () => {
    const table = await open();
    const put = (text: string) => table.write(NOTES, [{ put: { name: "a", text }, if: { name: null } }]);
    expect(await Promise.all([put("one"), put("two")]).then((written) => written.flat().sort())).toEqual([
      "conflict",
      "written",
    ]);
    await table.close();
  });

  test("a write happens only if every attribute is still what was read", async () => {
    const table = await open();
    await table.write(ROLES, [{ put: role("r1", "1", { ttl: 5 }) }]);
    const next = role("r1", "1", { ttl: 9, gatehouse_version: 1 });
    expect(await table.write(ROLES, [{ put: next, if: { gatehouse_version: null, ttl: 4 } }])).toEqual(["conflict"]);
    expect(await table.write(ROLES, [{ put: next, if: { gatehouse_version: null, ttl: 5 } }])).toEqual(["written"]);
    expect(await table.write(ROLES, [{ put: next, if: { gatehouse_version: null, ttl: 9 } }])).toEqual(["conflict"]);
    expect(await table.write(ROLES, [{ delete: { arn: "r1", accountId: "1" }, if: { gatehouse_version: 2 } }])).toEqual(
      ["conflict"],
    );
    expect(await table.get(ROLES, { arn: "r1", accountId: "1" })).toEqual(next);
    expect(await table.write(ROLES, [{ delete: { arn: "r1", accountId: "1" }, if: { gatehouse_version: 1 } }])).toEqual(
      ["written"],
    );
    expect(await table.get(ROLES, { arn: "r1", accountId: "1" })).toBeUndefined();
    await table.close();
  });

  test("a conflict of one row does not stop the others, and every row is told in its place", async () => {
    const table = await open();
    await table.write(NOTES, [{ put: { name: "b", text: "old" } }]);
    const writes = ["a", "b", "c"].map((name) => ({ put: { name, text: "new" }, if: { name: null } }));
    expect(await table.write(NOTES, writes)).toEqual(["written", "conflict", "written"]);
    const keys = ["c", "x", "b", "a"].map((name) => ({ name }));
    const texts = (await table.getMany(NOTES, keys)).map((row) => row?.["text"]);
    expect(texts).toEqual(["new", undefined, "old", "new"]);
    await table.close();
  });

  test("removing what is not there is no conflict", async () => {
    const table = await open();
    expect(await table.write(NOTES, [{ delete: { name: "nobody" } }])).toEqual(["written"]);
    await table.close();
  });

  test("a query answers one hash key in the order of the range key, both ways, from a place, to a limit", async () => {
    const table = await open();
    const ats = Array.from({ length: 30 }, (_, at) => String(at).padStart(3, "0"));
    await table.write(AUDIT, [
      ...ats.toReversed().map((at) => ({ put: { day: "d1", at } })),
      { put: { day: "d2", at: "000" } },
    ]);
    const read = async (query: Parameters<Table["query"]>[1]) =>
      (await rowsOf(table.query(AUDIT, query))).map((row) => row["at"]);
    expect(await read({ hash: "d1" })).toEqual(ats);
    expect(await read({ hash: "d1", descending: true })).toEqual(ats.toReversed());
    expect(await read({ hash: "d1", after: "027" })).toEqual(["028", "029"]);
    expect(await read({ hash: "d1", after: "002", descending: true })).toEqual(["001", "000"]);
    expect(await read({ hash: "d1", limit: 2 })).toEqual(["000", "001"]);
    expect(await read({ hash: "d3" })).toEqual([]);
    await table.close();
  });

  test("more rows than one page holds are all answered, by key, by index and by scan", async () => {
    const table = await open();
    const filler = "x".repeat(6000);
    const arns = Array.from({ length: 450 }, (_, at) => `role-${String(at).padStart(4, "0")}`);
    const writes = arns.map((arn) => ({ put: role(arn, "1", { policy: filler, gatehouse_hash: `h-${arn}` }) }));
    expect(new Set(await table.write(ROLES, writes))).toEqual(new Set(["written"]));
    const scanned = (await rowsOf(table.scan(ROLES))).map((row) => textAt(row, "arn")).sort();
    expect(scanned).toEqual(arns);
    const keys = (await Array.fromAsync(table.keys(ROLES)))
      .flat()
      .sort((a, b) => (textAt(a, "arn") < textAt(b, "arn") ? -1 : 1));
    expect(keys).toEqual(arns.map((arn) => ({ arn, accountId: "1" })));
    await table.write(NOTES, [{ put: { name: "a", value: "x" } }]);
    expect((await Array.fromAsync(table.keys(NOTES))).flat()).toEqual([{ name: "a" }]);
    const indexed = await rowsOf(table.query(ROLES, { index: ROLES_OF_ACCOUNT, hash: "1" }));
    expect(indexed.map((row) => row["arn"])).toEqual(arns);
    const many = await table.getMany(
      ROLES,
      arns.map((arn) => ({ arn, accountId: "1" })),
    );
    expect(many.map((row) => row?.["arn"])).toEqual(arns);
    await table.close();
  });

  test("an index answers its keys and its projection alone, follows every change, and leaves out rows without its keys", async () => {
    const table = await open();
    await table.write(ROLES, [
      { put: role("r2", "1", { gatehouse_hash: "h2", gatehouse_version: 3, ttl: 7 }) },
      { put: role("r1", "1") },
      { put: role("r3", "2") },
    ]);
    const of = (hash: string) => rowsOf(table.query(ROLES, { index: ROLES_OF_ACCOUNT, hash }));
    expect(await of("1")).toEqual([
      { arn: "r1", accountId: "1" },
      { arn: "r2", accountId: "1", gatehouse_hash: "h2", gatehouse_version: 3, ttl: 7 },
    ]);
    await table.write(ROLES, [{ delete: { arn: "r2", accountId: "1" } }, { put: role("r1", "1", { ttl: 8 }) }]);
    expect(await of("1")).toEqual([{ arn: "r1", accountId: "1", ttl: 8 }]);

    await table.write(RUNS, [
      { put: { run: "b", position: "0", job: "sync", startedAt: "2", total: 5 } },
      { put: { run: "b", position: "1", event: {} } },
      { put: { run: "a", position: "0", job: "sync", startedAt: "2", total: 6 } },
      { put: { run: "c", position: "0", job: "sync", startedAt: "3", total: 7 } },
    ]);
    const runs = await rowsOf(table.query(RUNS, { index: RUNS_OF_JOB, hash: "sync", descending: true, limit: 2 }));
    expect(runs.map((row) => row["total"])[0]).toBe(7);
    expect(runs).toHaveLength(2);
    const newer = await rowsOf(table.query(RUNS, { index: RUNS_OF_JOB, hash: "sync", after: "2" }));
    expect(newer.map((row) => row["run"])).toEqual(["c"]);
    await table.close();
  });

  test("a row over 400 KB is refused with a sentence, and the rows beside it are kept", async () => {
    const table = await open();
    await table.write(NOTES, [{ put: { name: "small", text: "x" } }]);
    const large = table.write(NOTES, [{ put: { name: "large", text: "x".repeat(410 * 1024) } }]);
    await expect(large).rejects.toMatchObject({ code: "too-large", message: expect.stringContaining("400 KB") });
    expect(await table.get(NOTES, { name: "large" })).toBeUndefined();
    expect(await table.get(NOTES, { name: "small" })).toBeDefined();
    await table.close();
  });
}

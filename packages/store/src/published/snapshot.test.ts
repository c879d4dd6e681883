import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "bun:test";
import { pack, packObject, type Packed, unpackList } from "./packed.ts";
import { joinSnapshot, readFields, readLastUpdated, readSnapshot } from "./snapshot.ts";

const packList = (data: readonly unknown[]): Packed => pack(data.map((element) => ({ json: JSON.stringify(element) })));
const writeSnapshot = (data: readonly unknown[] | object, lastUpdated: number): Uint8Array =>
  Array.isArray(data)
    ? joinSnapshot("list", lastUpdated, [packList(data)])
    : joinSnapshot("map", lastUpdated, [packObject(data)]);

const fields = { "a:1": '{"x": "line\\n"}', 'with "quotes"': "é", __proto__x: "," };

test("a snapshot is gzip of last_updated and data, an element of data on a line", async () => {
  expect(gunzipSync(writeSnapshot([{ a: 1 }, { b: [2] }], 7)).toString()).toBe(
    '{\n  "last_updated": 7,\n  "data": [\n    {"a":1},\n    {"b":[2]}\n  ]\n}',
  );
  expect(await readSnapshot(writeSnapshot([], 7))).toEqual({ last_updated: 7, data: [] });
  expect(await readSnapshot(writeSnapshot({}, 7))).toEqual({ last_updated: 7, data: {} });
  expect(await readSnapshot(writeSnapshot(fields, 7))).toEqual({ last_updated: 7, data: fields });
});

test("parts that were packed apart are joined as if they had been written at once, empty ones included", () => {
  const parts = [packList([]), packList([{ a: 1 }, 2]), packList([]), packList(["é"])];
  const text = (bytes: Uint8Array): string => gunzipSync(bytes).toString();
  expect(text(joinSnapshot("list", 7, parts))).toBe(text(writeSnapshot([{ a: 1 }, 2, "é"], 7)));
});

test("a long list is packed in pieces, and no letter is torn", () => {
  const long = Array.from({ length: 3 }, (_, at) => `${"a".repeat(at)}é€𝄞`.repeat(100_000));
  const packed = packList(long);
  expect(packed.length).toBeGreaterThan(1);
  expect(unpackList(packed)).toEqual(long);
});

test("fields are read page by page from our snapshots and from those that the incumbent wrote", async () => {
  const incumbent = new Uint8Array(
    gzipSync(JSON.stringify({ last_updated: 1_600_000_000, data: fields }, undefined, 2)),
  );
  for (const bytes of [incumbent, writeSnapshot(fields, 1_600_000_000)]) {
    expect(Object.fromEntries((await Array.fromAsync(readFields(bytes))).flatMap((page) => [...page]))).toEqual(fields);
    expect(await readLastUpdated(bytes)).toBe(1_600_000_000);
  }
  const many = Object.fromEntries(Array.from({ length: 450 }, (_, at) => [`k${at}`, String(at)]));
  const pages = await Array.fromAsync(readFields(writeSnapshot(many, 1)));
  expect(pages.map((page) => page.size)).toEqual([200, 200, 50]);
});

test("a damaged snapshot is an error that says so", async () => {
  const bytes = writeSnapshot(fields, 7);
  for (const damaged of [bytes.slice(0, 30), new Uint8Array([1, 2, 3])]) {
    await expect(readSnapshot(damaged)).rejects.toMatchObject({ code: "invalid" });
    await expect(Array.fromAsync(readFields(damaged))).rejects.toMatchObject({ code: "invalid" });
  }
});

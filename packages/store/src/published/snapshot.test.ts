import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "bun:test";
import { readFields, readLastUpdated, readSnapshot, writeSnapshot } from "./snapshot.ts";

const fields = { "a:1": '{"x": "line\\n"}', 'with "quotes"': "é", __proto__x: "," };

test("a snapshot is gzip of last_updated and data, an element of data on a line", async () => {
  expect(gunzipSync(await writeSnapshot([{ a: 1 }, { b: [2] }], 7)).toString()).toBe(
    '{\n  "last_updated": 7,\n  "data": [\n    {"a":1},\n    {"b":[2]}\n  ]\n}',
  );
  expect(await readSnapshot(await writeSnapshot([], 7))).toEqual({ last_updated: 7, data: [] });
  expect(await readSnapshot(await writeSnapshot({}, 7))).toEqual({ last_updated: 7, data: {} });
  expect(await readSnapshot(await writeSnapshot(fields, 7))).toEqual({ last_updated: 7, data: fields });
});

test("fields are read page by page from our snapshots and from those that the incumbent wrote", async () => {
  const incumbent = new Uint8Array(
    gzipSync(JSON.stringify({ last_updated: 1_600_000_000, data: fields }, undefined, 2)),
  );
  for (const bytes of [incumbent, await writeSnapshot(fields, 1_600_000_000)]) {
    expect(Object.fromEntries((await Array.fromAsync(readFields(bytes))).flatMap((page) => [...page]))).toEqual(fields);
    expect(await readLastUpdated(bytes)).toBe(1_600_000_000);
  }
  const many = Object.fromEntries(Array.from({ length: 450 }, (_, at) => [`k${at}`, String(at)]));
  const pages = await Array.fromAsync(readFields(await writeSnapshot(many, 1)));
  expect(pages.map((page) => page.size)).toEqual([200, 200, 50]);
});

test("a damaged snapshot is an error that says so", async () => {
  const bytes = await writeSnapshot(fields, 7);
  for (const damaged of [bytes.slice(0, 30), new Uint8Array([1, 2, 3])]) {
    await expect(readSnapshot(damaged)).rejects.toMatchObject({ code: "invalid" });
    await expect(Array.fromAsync(readFields(damaged))).rejects.toMatchObject({ code: "invalid" });
  }
});

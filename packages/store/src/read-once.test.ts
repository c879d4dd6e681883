import { expect, test } from "bun:test";
import { createKnownRows, readOnce } from "./read-once.ts";
import { writeRow } from "./row-text.ts";
import type { Row } from "./table.ts";

const ROW: Row = { id: "a", groups: ["x", "y"], more: { deep: 1 } };

test("the same text gives the very same row, and any other text another one", () => {
  const read = createKnownRows();
  const row = read(writeRow(ROW));
  expect(row).toEqual(ROW);
  expect(read(writeRow(ROW))).toBe(row);
  expect(read(writeRow({ ...ROW, groups: ["x"] }))).toEqual({ ...ROW, groups: ["x"] });
  expect(createKnownRows()(writeRow(ROW))).not.toBe(row);
});

test("nobody can change such a row for the next reader, at any depth", () => {
  const row = createKnownRows()(writeRow(ROW));
  expect(() => Object.assign(row, { id: "b" })).toThrow(TypeError);
  expect(() => Array.isArray(row["groups"]) && row["groups"].push("admins")).toThrow(TypeError);
});

test("a row with bytes, which nobody can keep from being changed, is read each time", () => {
  const read = createKnownRows();
  const row = { id: "a", bytes: new Uint8Array([1, 2]) };
  expect(read(writeRow(row))).toEqual(row);
  expect(read(writeRow(row))).not.toBe(read(writeRow(row)));
});

test("a text larger than all that is kept together is read, and not kept", () => {
  const read = createKnownRows();
  const text = writeRow({ id: "a", policy: "x".repeat(1_000_001) });
  expect(read(text)).toEqual(read(text));
  expect(read(text)).not.toBe(read(text));
});

test("a row's value is worked out once, and nobody can change it either", () => {
  let times = 0;
  const read = readOnce((row) => ({ times: (times += 1), names: [row["id"]] }));
  expect(read(ROW)).toBe(read(ROW));
  expect(read({ ...ROW })).toEqual({ times: 2, names: ["a"] });
  expect(() => read(ROW).names.push("b")).toThrow(TypeError);
});

import { heapStats } from "bun:jsc";
import { expect, test } from "bun:test";
import { readJson } from "./read-json.ts";

const MEGABYTE = 1_000_000;

const OF_HASH_0 = "dfan";

function valueOf(name: string): unknown {
  const { root } = readJson(JSON.stringify(name));
  return root?.kind === "string" ? root.value : undefined;
}

/** The text of one name in a policy that is a megabyte of blanks besides, as it comes out of a request. */
function nameIn(name: string): string {
  const text: string = JSON.parse(JSON.stringify(`{"Sid":"${name}"}${" ".repeat(MEGABYTE)}`));
  const { root } = readJson(text);
  const value = root?.kind === "object" ? root.members[0]?.value : undefined;
  return value?.kind === "string" ? value.value : "";
}

test.each([
  ["short", 20],
  ["long", 200],
])("a %s name that is remembered does not keep its whole policy in memory", (_, length) => {
  Bun.gc(true);
  const before = heapStats().extraMemorySize;
  const names = Array.from({ length: 40 }, (__, index) => nameIn(String(index).padStart(length, "x")));
  Bun.gc(true);
  expect(heapStats().extraMemorySize - before).toBeLessThan(10 * MEGABYTE);
  expect(new Set(names).size).toBe(40);
});

test.each([1, 2, 3, 96, 97, 5_000])("names of %p characters are read as they stand", (length) => {
  for (const letter of "abcab") expect(valueOf(letter.repeat(length))).toBe(letter.repeat(length));
});

test("the empty name is read as it stands, also after one of the same hash", () => {
  for (const name of ["", OF_HASH_0, "", OF_HASH_0]) expect(valueOf(name)).toBe(name);
});

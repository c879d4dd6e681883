import { heapStats } from "bun:jsc";
import { expect, test } from "bun:test";
import { readJson } from "./read-json.ts";

const MEGABYTE = 1_000_000;

const OF_HASH_0 = "dfan";

function nameOf(text: string): string {
  const { root } = readJson(text);
  return root?.kind === "object" ? (root.members[0]?.key.value ?? "none") : "none";
}

/** The text of one name in a policy that is a megabyte of blanks besides, as it comes out of a request. */
const largeWith = (name: string): string => JSON.parse(JSON.stringify(`{"${name}":1}${" ".repeat(MEGABYTE)}`));

test("a name that is remembered does not keep its whole policy in memory", () => {
  Bun.gc(true);
  const before = heapStats().extraMemorySize;
  const names = Array.from({ length: 40 }, (_, index) => nameOf(largeWith(`aws:RequestTag/${index}`)));
  Bun.gc(true);
  expect(heapStats().extraMemorySize - before).toBeLessThan(10 * MEGABYTE);
  expect(new Set(names).size).toBe(40);
});

test.each([1, 2, 3, 64, 65, 5_000])("names of %p characters are read as they stand", (length) => {
  for (const letter of "abcab") expect(nameOf(`{"${letter.repeat(length)}":1}`)).toBe(letter.repeat(length));
});

test("the empty name is read as it stands, also after one of the same hash", () => {
  for (const name of ["", OF_HASH_0, "", OF_HASH_0]) expect(nameOf(`{"${name}":1}`)).toBe(name);
});

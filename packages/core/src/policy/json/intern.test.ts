import { heapStats } from "bun:jsc";
import { expect, test } from "bun:test";
import { readJson } from "./read-json.ts";

const MEGABYTE = 1_000_000;

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

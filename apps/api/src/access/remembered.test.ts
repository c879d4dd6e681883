import { expect, test } from "bun:test";
import { createRemembered } from "./remembered.ts";

const names = ["a", "b", "c", "d"];

test("what was used least recently goes first, and only as much as is too heavy", () => {
  const remembered = createRemembered<{ rows: number }>(10, ({ rows }) => rows);
  for (const name of ["a", "b", "c"]) remembered.set(name, { rows: 3 });
  remembered.get("a");
  remembered.set("d", { rows: 3 });
  expect(names.map((name) => remembered.get(name)?.rows)).toEqual([3, undefined, 3, 3]);
});

test("a value that replaces another weighs once, and one that is too heavy alone is kept alone", () => {
  const remembered = createRemembered<{ rows: number }>(10, ({ rows }) => rows);
  for (let times = 0; times < 5; times++) remembered.set("a", { rows: 4 });
  remembered.set("b", { rows: 6 });
  expect(names.map((name) => remembered.get(name)?.rows)).toEqual([4, 6, undefined, undefined]);
  remembered.set("c", { rows: 50 });
  expect(names.map((name) => remembered.get(name)?.rows)).toEqual([undefined, undefined, 50, undefined]);
});

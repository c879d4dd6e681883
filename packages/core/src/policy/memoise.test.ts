import { heapStats } from "bun:jsc";
import { expect, test } from "bun:test";
import { memoise } from "./memoise.ts";

test("the answer to equal texts is made once", () => {
  const asked: string[] = [];
  const length = memoise(10, (text) => asked.push(text));
  expect([length("a"), length("a"), length("b")]).toEqual([1, 1, 2]);
  expect(asked).toEqual(["a", "b"]);
});

test("beyond the limit the oldest answer is forgotten, and only that", () => {
  const asked: string[] = [];
  const remember = memoise(2, (text) => asked.push(text));
  for (const text of ["a", "b", "c", "b", "c", "a"]) remember(text);
  expect(asked).toEqual(["a", "b", "c", "a"]);
});

test("what is kept weighs no more than the limit, and what weighs more alone is not kept", () => {
  const asked: string[] = [];
  const answer = memoise(
    10,
    (text) => {
      asked.push(text);
      return text.length;
    },
    ({ length }) => length,
  );
  for (const text of ["four", "fives", "four", "six", "four", "fives", "far too long", "far too long"]) answer(text);
  expect(asked).toEqual(["four", "fives", "six", "four", "fives", "far too long", "far too long"]);
});

test("an answer may weigh by what it holds", () => {
  const asked: string[] = [];
  const answer = memoise(
    5,
    (text) => {
      asked.push(text);
      return text.split("");
    },
    (_, letters) => letters.length,
  );
  for (const text of ["abc", "de", "abc", "f", "abc"]) answer(text);
  expect(asked).toEqual(["abc", "de", "f", "abc"]);
});

test.each([1, 20, 2_000])(
  "a remembered part of %p characters does not keep the text that it was cut out of",
  (length) => {
    const megabyte = 1_000_000;
    const answer = memoise(100, (text) => text.toLowerCase());
    Bun.gc(true);
    const before = heapStats().extraMemorySize;
    const kept = Array.from({ length: 40 }, (_, index) => {
      const text = JSON.stringify({ index, rest: "x".repeat(megabyte) });
      return answer(text.slice(9, 9 + length));
    });
    Bun.gc(true);
    expect(heapStats().extraMemorySize - before).toBeLessThan(10 * megabyte);
    expect(kept.every((text) => text.length === length)).toBe(true);
  },
);

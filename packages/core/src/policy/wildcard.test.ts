import { expect, test } from "bun:test";
import { createRandom } from "./test/random.ts";
import { wildcard } from "./wildcard.ts";

test.each([
  ["*", "", true],
  ["*", "anything:at/all", true],
  ["", "", true],
  ["", "a", false],
  ["abc", "abc", true],
  ["abc", "abcd", false],
  ["a*", "a", true],
  ["a*", "ba", false],
  ["*c", "abc", true],
  ["*c", "abcd", false],
  ["a*c", "ac", true],
  ["a*c*e", "abcde", true],
  ["a*c*e", "abced", false],
  ["a**c", "abbc", true],
  ["?", "", false],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["*?", "", false],
  ["*?", "x", true],
  ["*ab", "aab", true],
  ["*a?b*", "xxa1bxx", true],
  ["a.c", "abc", false],
  ["[a]", "[a]", true],
  ["a*", "a\nb", true],
])("%p compared with %p is %p", (pattern, text, expected) => {
  expect(wildcard(pattern)(text)).toBe(expected);
});

test("many stars against a long text that nearly matches are decided without trying all ways", () => {
  expect(wildcard(`${"a*".repeat(200)}b`)("a".repeat(5_000))).toBe(false);
});

test("any pattern matches the texts that the same regular expression matches", () => {
  const random = createRandom(29);
  const write = (most: number, letters: readonly string[]): string =>
    Array.from({ length: random.below(most) }, () => random.pick(letters)).join("");
  for (let round = 0; round < 20_000; round += 1) {
    const pattern = write(8, ["a", "b", "*", "?"]);
    const text = write(9, ["a", "b"]);
    const expected = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(text);
    expect({ pattern, text, matches: wildcard(pattern)(text) }).toEqual({ pattern, text, matches: expected });
  }
});

test("a long run of ? is one step", () => {
  const matches = Array.from({ length: 90 }, () => wildcard(`*${"?".repeat(1_000)}b`));
  const text = "a".repeat(2_048);
  // Stepping through each run would take minutes.
  for (let value = 0; value < 2_000; value += 1) for (const one of matches) expect(one(text)).toBe(false);
});

import { expect, test } from "bun:test";
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

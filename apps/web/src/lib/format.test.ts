import { describe, expect, test } from "bun:test";
import { count, duration, exactTime, initials, relativeTime } from "./format.ts";

const NOW = Date.parse("2026-11-24T14:04:00Z");
const ago = (seconds: number) => relativeTime(new Date(NOW - seconds * 1000).toISOString(), NOW);

describe("relativeTime", () => {
  test.each([
    [2, "just now"],
    [20, "20 s ago"],
    [59.9, "59 s ago"],
    [60, "1 min ago"],
    [3 * 3600, "3 h ago"],
    [24 * 3600, "yesterday"],
    [2 * 24 * 3600, "2 days ago"],
    [21 * 24 * 3600, "3 weeks ago"],
    [90 * 24 * 3600, "3 months ago"],
    [-31 * 60, "in 31 min"],
    [-24 * 3600, "in 1 day"],
  ])("%p seconds past is %p", (seconds, words) => {
    expect(ago(seconds)).toBe(words);
  });

  test("a time that cannot be read is said to be unknown", () => {
    expect(relativeTime("soon", NOW)).toBe("at an unknown time");
    expect(exactTime("soon")).toBe("soon");
  });
});

test.each([
  [200, "0.2 s"],
  [6000, "6 s"],
  [48_400, "48 s"],
  [192_000, "3 min 12 s"],
  [180_000, "3 min"],
  [3_600_000, "1 h"],
  [5_400_000, "1 h 30 min"],
  [-5, "0 s"],
])("%p ms takes %p", (ms, words) => {
  expect(duration(ms)).toBe(words);
});

test("a count agrees with its noun", () => {
  expect([count(0, "role"), count(1, "role"), count(48_213, "role")]).toEqual(["0 roles", "1 role", "48,213 roles"]);
});

test("a person's letters come from a name or an e-mail", () => {
  expect([initials("Priya Raman"), initials("Hye-jin Seo"), initials("root"), initials("")]).toEqual([
    "PR",
    "HS",
    "R",
    "",
  ]);
});

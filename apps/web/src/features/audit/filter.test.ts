import { expect, test } from "bun:test";
import { exportAddress, wishOf } from "./filter.ts";

const NONE = { person: "", command: "", outcome: "", from: "", to: "" };

test("an empty filter narrows nothing, and neither does what is no day or no outcome", () => {
  expect(wishOf(NONE)).toEqual({});
  expect(wishOf({ ...NONE, outcome: "perhaps", from: "yesterday", to: "2026-13-40" })).toEqual({});
});

test("the last day counts as a whole", () => {
  expect(wishOf({ ...NONE, from: "2026-11-23", to: "2026-11-24" })).toEqual({
    since: "2026-11-23T00:00:00.000Z",
    until: "2026-11-25T00:00:00.000Z",
  });
});

test("the file holds what the page shows", () => {
  const wish = wishOf({ ...NONE, person: " a+b@x ", outcome: "refused" });
  expect(exportAddress(wish, "csv")).toBe("/audit/export?person=a%2Bb%40x&outcome=refused&format=csv");
});

import { expect, test } from "bun:test";
import { describeStatus } from "./status.ts";

const at = Date.parse("2026-11-24T14:03:05Z");
const health = { filled: true, tableLostAt: undefined, cacheLostAt: undefined };

test("while the first reading goes on, the page says so, also where storage does not answer at all", () => {
  expect(describeStatus({ ...health, filled: false })).toMatchObject({ state: "filling" });
  expect(describeStatus({ ...health, filled: false, tableLostAt: at })).toMatchObject({
    state: "filling",
    sentence: expect.stringContaining("since 14:03:05 UTC"),
  });
});

test("what was read is stale while storage or the cache cannot be reached, and storage is the worse news", () => {
  expect(describeStatus(health)).toEqual({ state: "ready" });
  expect(describeStatus({ ...health, cacheLostAt: at })).toMatchObject({
    state: "stale",
    sentence: expect.stringContaining("The cache cannot be reached since 14:03:05 UTC"),
  });
  expect(describeStatus({ ...health, cacheLostAt: at, tableLostAt: at })).toMatchObject({
    state: "stale",
    sentence: expect.stringContaining("Storage cannot be reached since 14:03:05 UTC"),
  });
});

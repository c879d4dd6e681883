import { expect, test } from "bun:test";
import { describeStatus } from "./status.ts";

const at = Date.parse("2026-11-24T14:03:05Z");
const health = { filled: true, table: undefined, cacheLostAt: undefined };

test("while the first reading goes on, the page says so, also where storage does not answer at all", () => {
  expect(describeStatus({ ...health, filled: false })).toMatchObject({ state: "filling" });
  expect(describeStatus({ ...health, filled: false, table: { is: "away", since: at } })).toMatchObject({
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
  expect(describeStatus({ ...health, cacheLostAt: at, table: { is: "away", since: at } })).toMatchObject({
    state: "stale",
    sentence: expect.stringContaining("Storage cannot be reached since 14:03:05 UTC"),
  });
});

test("records that are slow to come or cannot be understood are called so, and not taken for storage that is away", () => {
  for (const filled of [true, false])
    for (const [is, words] of [
      ["slow", "Storage has been slow"],
      ["unreadable", "Gatehouse's records cannot be understood"],
    ] as const)
      expect(describeStatus({ ...health, filled, table: { is, since: at } })).toMatchObject({
        state: filled ? "stale" : "filling",
        sentence: expect.stringMatching(new RegExp(`${words}.* since 14:03:05 UTC`)),
      });
});

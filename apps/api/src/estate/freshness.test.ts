import { expect, test } from "bun:test";
import { Failure } from "@gatehouse/core/failure";
import { createMemoryCache } from "@gatehouse/store/memory-cache";
import { createLog } from "../log.ts";
import { createFreshness } from "./freshness.ts";
import type { Reader } from "./reader.ts";

const now = () => Date.parse("2026-11-24T14:03:05Z");

/** A freshness over storage whose comparison a test decides; warned tells of the first line of the log. */
async function over(compare: { run: () => Promise<void> }) {
  const warned = Promise.withResolvers<void>();
  const log = { ...createLog("silent"), warn: () => warned.resolve() };
  const reader: Reader = {
    asOf: () => undefined,
    readAll: async () => {},
    readDifferences: () => compare.run(),
    readChange: async () => {},
  };
  const freshness = createFreshness({ cache: createMemoryCache({ now }), now, log, slowMs: 1 }, reader);
  await freshness.filled();
  return { freshness, warned: warned.promise };
}

test("while a comparison hangs what is held is called stale, and fresh again when it has come to its end", async () => {
  const compare = { run: async () => {} };
  const { freshness, warned } = await over(compare);
  expect(freshness.status()).toEqual({ state: "ready" });
  const answer = Promise.withResolvers<void>();
  compare.run = () => answer.promise;
  const refreshed = freshness.refresh();
  await warned;
  expect(freshness.status()).toMatchObject({ state: "stale", sentence: expect.stringContaining("slow to answer") });
  answer.resolve();
  await refreshed;
  expect(freshness.status()).toEqual({ state: "ready" });
  await freshness.close();
});

test("records that cannot be understood are not called storage that cannot be reached", async () => {
  const compare = { run: async () => {} };
  const { freshness } = await over(compare);
  for (const [error, words] of [
    [new Failure("unavailable", "DynamoDB is away"), "Storage cannot be reached"],
    [new SyntaxError("no JSON"), "records cannot be understood"],
  ] as const) {
    compare.run = () => Promise.reject(error);
    await freshness.refresh();
    expect(freshness.status()).toMatchObject({ state: "stale", sentence: expect.stringContaining(words) });
  }
  await freshness.close();
});

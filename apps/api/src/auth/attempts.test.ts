import { expect, test } from "bun:test";
import { createMemoryCache } from "@gatehouse/store/memory-cache";
import { createAttempts } from "./attempts.ts";

const LIMIT = { name: "test", most: 3, windowMilliseconds: 60_000 };

function clock() {
  let time = 0;
  return { now: () => time, pass: (milliseconds: number) => void (time += milliseconds) };
}

async function outcomes(attempt: () => Promise<void>, times: number): Promise<string[]> {
  const results: string[] = [];
  for (let n = 0; n < times; n++)
    results.push(
      await attempt().then(
        () => "let in",
        ({ code }: { code: string }) => code,
      ),
    );
  return results;
}

test("attempts above the limit are refused until the window has passed, for each person apart", async () => {
  const { now, pass } = clock();
  const attempts = createAttempts(createMemoryCache({ now }), now);
  expect(await outcomes(() => attempts.limit(LIMIT, "ann"), 4)).toEqual(["let in", "let in", "let in", "rate-limited"]);
  await attempts.limit(LIMIT, "bob");
  pass(60_000);
  await attempts.limit(LIMIT, "ann");
});

test("while the shared cache cannot be reached, attempts are still counted", async () => {
  const { now, pass } = clock();
  const cache = { ...createMemoryCache({ now }), count: () => Promise.reject(new Error("no connection")) };
  const attempts = createAttempts(cache, now);
  expect(await outcomes(() => attempts.limit(LIMIT, "ann"), 4)).toEqual(["let in", "let in", "let in", "rate-limited"]);
  pass(60_000);
  await attempts.limit(LIMIT, "ann");
});

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

test("a program cannot begin anew by changing its address within its IPv6 network", async () => {
  const { now } = clock();
  const attempts = createAttempts(createMemoryCache({ now }), now);
  let last = 0;
  const attempt = () => attempts.limit(LIMIT, `2001:db8::${(last += 1)}`);
  expect(await outcomes(attempt, 4)).toEqual(["let in", "let in", "let in", "rate-limited"]);
});

test("many others do not make a process forget whoever is over the limit", async () => {
  const { now } = clock();
  const cache = { ...createMemoryCache({ now }), count: () => Promise.reject(new Error("no connection")) };
  const attempts = createAttempts(cache, now);
  await outcomes(() => attempts.limit(LIMIT, "ann"), 3);
  for (let n = 0; n < 15_000; n++) {
    await attempts.limit(LIMIT, `other ${n}`);
    if (n % 4_000 === 0) expect(await outcomes(() => attempts.limit(LIMIT, "ann"), 1)).toEqual(["rate-limited"]);
  }
});

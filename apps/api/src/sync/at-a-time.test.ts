import { expect, test } from "bun:test";
import { atATime } from "./at-a-time.ts";

const limit = (count: number, signal = new AbortController().signal) => ({ count, signal });

test("every entry is worked on once, never more at a time than allowed", async () => {
  const done: number[] = [];
  let working = 0;
  let most = 0;
  await atATime(limit(3), [1, 2, 3, 4, 5, 6, 7], async (entry) => {
    most = Math.max(most, ++working);
    await Promise.resolve();
    working--;
    done.push(entry);
  });
  expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

test("after a failure nothing new is begun, and what was begun is waited for", async () => {
  const done: number[] = [];
  const working = atATime(limit(2), [1, 2, 3, 4], async (entry) => {
    await Promise.resolve();
    if (entry === 1) throw new Error("no");
    await Promise.resolve();
    done.push(entry);
  });
  await expect(working).rejects.toThrow("no");
  await working.catch(() => {});
  expect(done).toEqual([2]);
});

test("an aborted signal ends the work without an error", async () => {
  const stop = new AbortController();
  const done: number[] = [];
  await atATime(limit(1, stop.signal), [1, 2, 3], async (entry) => {
    done.push(entry);
    if (entry === 2) stop.abort();
  });
  expect(done).toEqual([1, 2]);
});

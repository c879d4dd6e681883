import { expect, test } from "bun:test";
import { oneAtATime } from "./one-at-a-time.ts";

function counted() {
  const ends: PromiseWithResolvers<void>[] = [];
  const run = oneAtATime(() => {
    const end = Promise.withResolvers<void>();
    ends.push(end);
    return end.promise;
  });
  return { run, ends };
}

test("a run that was asked for during another begins after it, once for all who asked", async () => {
  const { run, ends } = counted();
  const first = run();
  const more = [run(), run(), run()];
  expect(ends).toHaveLength(1);
  ends[0]?.resolve();
  await first;
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]?.resolve();
  await Promise.all(more);
  expect(ends).toHaveLength(2);
});

test("a run that fails tells who asked for it and holds up nobody else", async () => {
  const { run, ends } = counted();
  const first = run();
  const second = run();
  ends[0]?.reject(new Error("no"));
  await expect(first).rejects.toThrow("no");
  await Promise.resolve();
  ends[1]?.resolve();
  await second;
  void run();
  expect(ends).toHaveLength(3);
});

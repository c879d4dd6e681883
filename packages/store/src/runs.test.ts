import { expect, test } from "bun:test";
import type { Run, RunEvent } from "@gatehouse/core/sync/run";
import { createTestStore, NOW } from "../test/test-store.ts";

const run = (id: string, more: Partial<Run> = {}): Run => ({
  id,
  job: "sync-iam",
  startedAt: `2026-11-24T06:0${id.length}:00.000Z`,
  startedBy: "schedule",
  ...more,
});
const event = (sequence: number, at = "2026-11-24T06:00:01.000Z"): RunEvent => ({
  type: "published",
  run: "r",
  sequence,
  at,
});

test("a run's id is taken once, and its header tells how it ended", async () => {
  const { runs } = createTestStore().store;
  expect(await runs.start(run("r"))).toBe("written");
  expect(await runs.start(run("r", { startedBy: "another process" }))).toBe("conflict");
  await runs.finish("r", { total: 7 });
  await runs.finish("r", { finishedAt: "2026-11-24T06:30:00.000Z" });
  expect(await runs.get("r")).toEqual({ ...run("r"), total: 7, finishedAt: "2026-11-24T06:30:00.000Z" });
  expect(await runs.get("unknown")).toBeUndefined();
  await runs.finish("unknown", { error: "nothing" });
  expect(await runs.get("unknown")).toBeUndefined();
});

test("the number of an event is given once, however many write, so that a follower misses none and sees none twice", async () => {
  const { runs } = createTestStore().store;
  await runs.start(run("r"));
  expect(await Promise.all([runs.append(event(1)), runs.append(event(1))])).toEqual(["written", "conflict"]);
  for (let sequence = 2; sequence <= 12; sequence += 1) await runs.append(event(sequence));
  expect((await runs.events("r")).map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 12 }, (_, at) => at + 1),
  );
  expect((await runs.events("r", 9)).map(({ sequence }) => sequence)).toEqual([10, 11, 12]);
  expect(await runs.events("r", 12)).toEqual([]);
});

test("the newest runs come first, of one job or of all", async () => {
  const { runs } = createTestStore().store;
  await runs.start(run("a"));
  await runs.start(run("bb", { job: "another" }));
  await runs.start(run("ccc"));
  await runs.append(event(1));
  expect((await runs.newest("sync-iam", 5)).map(({ id }) => id)).toEqual(["ccc", "a"]);
  expect((await runs.newest(undefined, 2)).map(({ id }) => id)).toEqual(["ccc", "bb"]);
});

test("runs are forgotten after 90 days", async () => {
  const { store, clock } = createTestStore();
  await store.runs.start(run("r"));
  await store.runs.append(event(1));
  clock.now = NOW + 91 * 86_400_000;
  expect(await store.runs.get("r")).toBeUndefined();
  expect(await store.runs.newest("sync-iam", 5)).toEqual([]);
  expect(await store.runs.events("r")).toEqual([]);
});

import { expect, test } from "bun:test";
import { lastTick, nextTick, tickId } from "./ticks.ts";

const at = (iso: string) => Date.parse(iso);

test("processes started at different moments name the same tick", () => {
  const first = lastTick(at("2026-11-24T14:15:00Z"), 45);
  expect(lastTick(at("2026-11-24T14:59:59.999Z"), 45)).toBe(first);
  expect(tickId("sync-estate", first)).toBe("sync-estate-20261124T1415Z");
});

test("the next tick lies after now, also when now is a tick itself", () => {
  expect(nextTick(at("2026-11-24T14:15:00Z"), 45)).toBe(at("2026-11-24T15:00:00Z"));
  expect(nextTick(at("2026-11-24T14:15:00.001Z"), 45)).toBe(at("2026-11-24T15:00:00Z"));
});

test("an interval that does not divide the hour still keeps its length across hours and days", () => {
  const ticks = [0, 1, 2, 3].map((n) => nextTick(at("2026-11-24T23:00:00Z") + n * 45 * 60_000, 45));
  expect(ticks.slice(1).map((tick, n) => tick - (ticks[n] ?? 0))).toEqual([2_700_000, 2_700_000, 2_700_000]);
});

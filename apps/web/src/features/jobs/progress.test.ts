import { expect, test } from "bun:test";
import type { Outcome, RunEvent } from "@gatehouse/core/sync/run";
import { addEvents, startProgress, tally, timeLeftMs } from "./progress.ts";

const at = "2026-11-24T14:00:00.000Z";
const done: Outcome = { state: "done", listed: 40, changed: 2, removed: 1 };
const denied: Outcome = { state: "denied", call: "sts:AssumeRole", awsSaid: "AccessDenied" };
const accounts = (total: number): RunEvent => ({ type: "accounts", run: "r", sequence: 1, at, total, outcome: done });
const account = (sequence: number, outcome: Outcome = done): RunEvent => ({
  type: "account",
  run: "r",
  sequence,
  at,
  accountId: String(sequence).padStart(12, "0"),
  kind: "iam-role",
  tookMs: 10,
  throttled: 0,
  outcome,
});

test("events that are told again after a reconnection are counted once", () => {
  const first = addEvents(startProgress("r"), [accounts(4), account(2), account(3)]);
  const again = addEvents(first, [account(2), account(3), account(4)]);
  expect(again.accounts.size).toBe(3);
  expect(again.sequence).toBe(4);
});

test("what is nothing new changes nothing, and another run's events are not this one's", () => {
  const progress = addEvents(startProgress("r"), [accounts(4)]);
  expect(addEvents(progress, [accounts(9)])).toBe(progress);
  expect(addEvents(progress, [{ ...account(2), run: "other" }])).toBe(progress);
});

test("outcomes are counted apart, and the rest waits", () => {
  const progress = addEvents(startProgress("r"), [
    accounts(5),
    account(2),
    account(3, denied),
    account(4, { state: "held", listed: 3, changed: 1, wouldRemove: 30 }),
  ]);
  expect(tally(progress)).toEqual({
    done: 1,
    refused: 1,
    failed: 0,
    held: 1,
    waiting: 2,
    read: 43,
    changed: 3,
    gone: 1,
  });
});

test("the time left follows the pace, and is not guessed from too little", () => {
  const now = Date.parse(at) + 30_000;
  const two = addEvents(startProgress("r"), [accounts(6), account(2), account(3)]);
  expect(timeLeftMs(two, at, now)).toBeUndefined();
  expect(timeLeftMs(addEvents(two, [account(4)]), at, now)).toBe(30_000);
});

test("a finished run says when, and why it stopped", () => {
  const progress = addEvents(startProgress("r"), [
    accounts(1),
    { type: "published", run: "r", sequence: 2, at },
    { type: "finished", run: "r", sequence: 3, at, error: "The table could not be reached." },
  ]);
  expect(progress).toMatchObject({ published: true, finishedAt: at, error: "The table could not be reached." });
});

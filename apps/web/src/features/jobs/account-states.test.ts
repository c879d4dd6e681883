import { expect, test } from "bun:test";
import type { AccountSync } from "@gatehouse/core/sync/overview";
import { accountLines, countStates, filterAccounts, stopsUs } from "./account-states.ts";
import { addEvents, startProgress } from "./progress.ts";

const account = (id: string, about: Partial<AccountSync> = {}): AccountSync => ({
  id,
  name: `account-${id}`,
  units: ["Workloads"],
  state: "ACTIVE",
  partition: "aws",
  kind: "iam-role",
  roles: 10,
  throttled: 0,
  outcome: { state: "done", listed: 10, changed: 0, removed: 0 },
  ...about,
});
const denied = { state: "denied", call: "sts:AssumeRole", awsSaid: "AccessDenied" } as const;

test("those that need someone stand first, suspended accounts last", () => {
  const lines = accountLines(
    [account("1"), account("2", { state: "SUSPENDED" }), account("3", { outcome: denied })],
    undefined,
  );
  expect(lines.map(({ id, shown }) => [id, shown])).toEqual([
    ["3", "refused"],
    ["1", "done"],
    ["2", "skipped"],
  ]);
});

test("a going run replaces what the last one told, and an account not yet read waits with what was known", () => {
  const event = {
    type: "account",
    run: "r",
    sequence: 1,
    at: "2026-11-24T14:00:00Z",
    tookMs: 5,
    throttled: 0,
  } as const;
  const progress = addEvents(startProgress("r"), [{ ...event, accountId: "1", kind: "iam-role", outcome: denied }]);
  const lines = accountLines([account("1", { asOf: "2026-11-24T11:00:00Z" }), account("2")], progress);
  expect(lines.map(({ id, shown }) => [id, shown])).toEqual([
    ["1", "refused"],
    ["2", "waiting"],
  ]);
  expect(lines[0]?.asOf).toBe("2026-11-24T11:00:00Z");
});

test("an account that refused still stops us while a run has not come to it, a suspended one does not", () => {
  const accounts = [
    account("1", { outcome: denied }),
    account("2", { outcome: denied, state: "CLOSED" }),
    account("3"),
  ];
  const lines = accountLines(accounts, startProgress("r"));
  expect(lines.filter(stopsUs).map(({ id, shown }) => [id, shown])).toEqual([["1", "waiting"]]);
});

test("accounts are found by name, id and unit, and by state", () => {
  const lines = accountLines([account("1"), account("2", { outcome: denied, units: ["Data"] })], undefined);
  expect(filterAccounts(lines, { text: "data", state: "" }).map(({ id }) => id)).toEqual(["2"]);
  expect(filterAccounts(lines, { text: "", state: "done" }).map(({ id }) => id)).toEqual(["1"]);
  expect(countStates(lines).get("refused")).toBe(1);
});

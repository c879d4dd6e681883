import { expect, test } from "bun:test";
import type { Account } from "@gatehouse/core/account";
import { createTestStore } from "../test/test-store.ts";
import { ACCOUNTS } from "./tables.ts";

const account = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  name: `account ${id}`,
  partition: "aws",
  hub: "main",
  state: "ACTIVE",
  units: ["Workloads"],
  ...more,
});
const [one, two] = [account("000000000001"), account("000000000002", { environment: "prod" })];

test("accounts are stored, changed and removed, and only what differs is written", async () => {
  const { store, written } = createTestStore();
  const complete = { finishedAt: "2026-11-24T06:00:00.000Z" };
  expect(await store.accounts.apply("main", { put: [two, one], complete })).toEqual({
    changed: 2,
    removed: 0,
    generation: 1,
  });
  expect(await store.accounts.all()).toEqual([one, two]);
  expect(await store.accounts.read(two.id)).toEqual(two);
  expect(await store.accounts.read("000000000003")).toBeUndefined();
  const suspended = account("000000000001", { state: "SUSPENDED" });
  expect(await store.accounts.apply("main", { put: [suspended, two], complete })).toMatchObject({
    changed: 1,
    generation: 2,
  });
  expect(written.filter(({ table }) => table === ACCOUNTS)).toHaveLength(3);
  expect(await store.accounts.apply("main", { put: [suspended], remove: [two.id, "000000000009"] })).toEqual({
    changed: 0,
    removed: 1,
    generation: 3,
  });
  expect(await store.accounts.all()).toEqual([suspended]);
});

test("listings of accounts of two hubs have generations of their own", async () => {
  const { store } = createTestStore();
  await store.accounts.apply("main", { put: [one] });
  await store.accounts.apply("gov", { put: [two] });
  expect((await store.listings.all()).map(({ accountId, generation }) => [accountId, generation])).toEqual([
    ["main", 1],
    ["gov", 1],
  ]);
});

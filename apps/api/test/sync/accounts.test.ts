import { afterEach, expect, test } from "bun:test";
import type { Account } from "@gatehouse/core/account";
import { ACCOUNT } from "@gatehouse/store/accounts";
import type { Person } from "@gatehouse/core/actor";
import { confirmRemoval } from "../../src/sync/confirm-removal.ts";
import { createSyncWorld, eventOf, type SyncWorld } from "./sync-world.ts";

let world: SyncWorld;
afterEach(() => world.close());

const admin: Person = { kind: "person", name: "hye-jin.seo@larkspur.example", groups: [] };
const stored = async (id: string): Promise<Account | undefined> =>
  (await world.app.store.accounts.all()).find((account) => account.id === id);

test("accounts of both organizations are known with state, units and environment", async () => {
  world = await createSyncWorld();
  await world.sync();
  const { simulator } = world;
  expect((await world.app.store.accounts.all()).map(({ id }) => id).sort()).toEqual(
    [...simulator.world.accounts.keys()].sort(),
  );
  expect(await stored(simulator.world.account("payments-prod").id)).toMatchObject({
    name: "payments-prod",
    partition: "aws",
    hub: "aws",
    state: "ACTIVE",
    environment: "prod",
    units: ["Workloads", "Payments"],
  });
  expect(await stored(simulator.world.account("retired-intranet").id)).toMatchObject({ state: "CLOSED" });
  expect(await stored(simulator.world.account("public-sector-prod").id)).toMatchObject({ hub: "aws-us-gov" });
});

test("an account that is suspended or leaves keeps its rows, is marked and is read no more; one that comes back is read again", async () => {
  world = await createSyncWorld();
  const { simulator } = world;
  const leaving = simulator.world.addAccount({ name: "leaving", roles: [{ name: "left-behind" }] });
  const suspended = simulator.world.account("payments-prod");
  await world.sync();
  expect(await world.names(leaving.id)).toEqual(["GatehouseSpoke", "left-behind"]);
  const kept = await world.names(suspended.id);

  simulator.world.removeAccount(leaving.id);
  suspended.state = "SUSPENDED";
  const events = await world.sync();
  expect(events[0]).toMatchObject({ type: "accounts", outcome: { state: "done", removed: 1, changed: 1 } });
  expect(await stored(leaving.id)).toMatchObject({ state: "ACTIVE", leftAt: "2026-11-24T14:02:00.000Z" });
  expect(await stored(suspended.id)).toMatchObject({ state: "SUSPENDED" });
  for (const { id } of [leaving, suspended]) expect(eventOf(events, id)).toBeUndefined();
  expect(await world.names(leaving.id)).toEqual(["GatehouseSpoke", "left-behind"]);
  expect(await world.names(suspended.id)).toEqual(kept);

  simulator.world.addAccount({ name: "leaving", id: leaving.id, roles: [{ name: "back" }] });
  await world.sync();
  expect(await stored(leaving.id)).not.toHaveProperty("leftAt");
  expect(await world.names(leaving.id)).toEqual(["GatehouseSpoke", "back"]);
});

test("where most of an organization seems to have left, no account is marked until it is confirmed", async () => {
  world = await createSyncWorld({ estate: { accounts: 60, roles: 1 } });
  const { simulator, app } = world;
  const { organizations_role } = app.config.hubs[0] ?? {};
  await world.sync();
  const mark = {
    service: "organizations",
    operation: "ListAccounts",
    accountId: organizations_role?.split(":")[4] ?? "",
  };
  simulator.faults.add({ ...mark, kind: "nearly-empty", keep: 3 });
  const left = async () => (await app.store.accounts.all()).filter(({ leftAt }) => leftAt !== undefined).length;

  const first = await world.sync();
  expect(first[0]).toMatchObject({ type: "accounts", outcome: { state: "held", wouldRemove: 61 } });
  expect(first.filter(({ type }) => type === "account")).toHaveLength(64);
  await world.sync();
  expect(await left()).toBe(0);

  const held = (await app.store.listings.get({ accountId: "aws", kind: ACCOUNT }))?.held;
  const input = { accountId: "aws", kind: ACCOUNT, digest: held?.digest ?? "" };
  const { run } = await confirmRemoval(app, { actor: admin, from: {} }, input);
  await world.work(run);
  expect(await left()).toBe(61);
});

test("an organization that refuses us leaves the accounts as they were, and they are read", async () => {
  world = await createSyncWorld();
  await world.sync();
  world.simulator.faults.add({ service: "organizations", kind: "deny" });
  const events = await world.sync();
  expect(events[0]).toMatchObject({
    type: "accounts",
    total: 8,
    outcome: { state: "denied", call: "organizations:ListAccounts" },
  });
  expect(events.filter(({ type }) => type === "account")).toHaveLength(8);
  expect(events.at(-1)).not.toHaveProperty("error");
});

test("the config's own accounts are added under its names, and its name wins over the organization's", async () => {
  world = await createSyncWorld();
  const { id } = world.world.account("payments-prod");
  await world.close();
  const named = [
    { id, name: "Payments", environment: "staging" as const },
    { id: "123456789012", name: "outside-dev", hub: "aws" },
  ];
  world = await createSyncWorld({ change: (config) => ({ ...config, accounts: named }) });
  const events = await world.sync();
  expect(await stored(id)).toMatchObject({
    name: "Payments",
    environment: "staging",
    units: ["Workloads", "Payments"],
  });
  expect(await stored("123456789012")).toMatchObject({ name: "outside-dev", environment: "dev", state: "ACTIVE" });
  expect(eventOf(events, "123456789012")).toMatchObject({ outcome: { state: "denied" } });
});

import { afterEach, expect, test } from "bun:test";
import type { Person } from "@gatehouse/core/actor";
import type { RunEvent } from "@gatehouse/core/sync/run";
import { IAM_ROLE } from "@gatehouse/store/roles";
import { confirmRemoval } from "../../src/sync/confirm-removal.ts";
import { getOverview } from "../../src/jobs/get-overview.ts";
import { createSyncWorld, eventOf, type SyncWorld } from "./sync-world.ts";

let world: SyncWorld;
afterEach(() => world.close());

const LISTING = { service: "iam", operation: "GetAccountAuthorizationDetails" } as const;
const admin: Person = { kind: "person", name: "hye-jin.seo@larkspur.example", groups: ["gatehouse-admins"] };

/** A world where payments-prod has exactly so many roles beside its spoke, named r-0001 and on. */
async function worldOf(roles: number) {
  world = await createSyncWorld();
  const account = world.world.account("payments-prod");
  for (const name of account.roles.keys()) if (name !== "GatehouseSpoke") account.roles.delete(name);
  const added = Array.from({ length: roles }, (_, at) => `r-${String(at + 1).padStart(4, "0")}`);
  for (const name of added) world.world.putRole(account.id, { name });
  return { account, all: ["GatehouseSpoke", ...added] };
}

const outcomeOf = (events: readonly RunEvent[], accountId: string) => {
  const event = eventOf(events, accountId);
  return event?.type === "account" ? event : undefined;
};

test("an account of 1,000 roles is read whole while AWS throttles every tenth call and the listing itself twice", async () => {
  const { account, all } = await worldOf(1_000);
  const { faults } = world.simulator;
  faults.add({ kind: "throttle", every: 10 });
  faults.add({ ...LISTING, accountId: account.id, kind: "throttle", every: 1, times: 2 });
  expect(await world.names(account.id)).toEqual([]);

  const events = await world.sync();
  expect(await world.names(account.id)).toEqual(all);
  const event = outcomeOf(events, account.id);
  expect(event?.outcome).toEqual({ state: "done", listed: 1_001, changed: 1_001, removed: 0 });
  expect(event?.throttled).toBeGreaterThanOrEqual(2);
});

test("an account that refuses keeps its rows, is told in AWS's words, and stops nobody else", async () => {
  const { account, all } = await worldOf(30);
  await world.sync();
  expect(await world.names(account.id)).toEqual(all);

  const other = world.world.account("larkspur-hub");
  world.world.putRole(other.id, { name: "new-elsewhere" });
  world.world.putRole(account.id, { name: "never-seen" });
  world.world.setTrustPolicy(account.id, "GatehouseSpoke", { Version: "2012-10-17", Statement: [] });
  world.pass(3_600_000);
  const events = await world.sync();

  expect(outcomeOf(events, account.id)?.outcome).toMatchObject({
    state: "denied",
    call: "sts:AssumeRole",
    awsSaid: expect.stringContaining("is not authorized to perform: sts:AssumeRole"),
  });
  expect(await world.names(account.id)).toEqual(all);
  expect(await world.names(other.id)).toContain("new-elsewhere");
});

test("a listing that is cut off after its first page changes nothing, and the next whole one changes everything", async () => {
  const { account, all } = await worldOf(1_500);
  await world.sync();
  for (const name of ["r-0001", "r-1500"]) world.world.removeRole(account.id, name);
  world.world.putRole(account.id, { name: "r-9999" });
  const mend = world.simulator.faults.add({ ...LISTING, accountId: account.id, kind: "cut", pages: 1 });

  const cut = await world.sync();
  expect(outcomeOf(cut, account.id)?.outcome).toMatchObject({
    state: "failed",
    call: "iam:GetAccountAuthorizationDetails",
  });
  expect(await world.names(account.id)).toEqual(all);

  mend();
  const whole = await world.sync();
  expect(outcomeOf(whole, account.id)?.outcome).toEqual({ state: "done", listed: 1_500, changed: 1, removed: 2 });
  expect(await world.names(account.id)).toEqual([
    ...all.filter((name) => !["r-0001", "r-1500"].includes(name)),
    "r-9999",
  ]);
});

test("a whole listing that is nearly empty removes nothing until a second one agrees and an admin confirms", async () => {
  const { account, all } = await worldOf(100);
  const { app } = world;
  await world.sync();
  world.simulator.faults.add({ ...LISTING, accountId: account.id, kind: "nearly-empty", keep: 2 });
  const kept = all.slice(0, 2);
  const heldNow = async () => (await getOverview(app, admin)).held.find(({ accountId }) => accountId === account.id);
  const confirm = (digest: string) =>
    confirmRemoval(app, { actor: admin, from: {} }, { accountId: account.id, kind: IAM_ROLE, digest });

  const first = await world.sync();
  expect(outcomeOf(first, account.id)?.outcome).toEqual({ state: "held", listed: 2, changed: 0, wouldRemove: 99 });
  expect(await world.names(account.id)).toEqual(all);
  const held = await heldNow();
  expect(held).toMatchObject({ known: 101, wouldRemove: 99, agreed: false });
  await expect(confirm(held?.digest ?? "")).rejects.toThrow("A second complete listing has not agreed yet");

  await world.sync();
  expect(await world.names(account.id)).toEqual(all);
  expect(await heldNow()).toMatchObject({ agreed: true, since: held?.since });
  await expect(confirm("another")).rejects.toThrow("What would be removed has changed since you looked");

  const { run } = await confirm(held?.digest ?? "");
  expect(await world.names(account.id)).toEqual(all);
  const events = await world.work(run);
  expect(outcomeOf(events, account.id)?.outcome).toEqual({ state: "done", listed: 2, changed: 0, removed: 99 });
  expect(await world.names(account.id)).toEqual(kept);
  expect(await heldNow()).toBeUndefined();
});

test("a held removal is forgotten when the next listing is whole again", async () => {
  const { account, all } = await worldOf(100);
  await world.sync();
  const mend = world.simulator.faults.add({ ...LISTING, accountId: account.id, kind: "nearly-empty", keep: 2 });
  await world.sync();
  expect((await getOverview(world.app, admin)).held).toHaveLength(1);
  mend();
  await world.sync();
  expect((await getOverview(world.app, admin)).held).toEqual([]);
  expect(await world.names(account.id)).toEqual(all);
});

test("what was confirmed is held anew where the next listing would remove something else", async () => {
  const { account, all } = await worldOf(100);
  await world.sync();
  const mend = world.simulator.faults.add({ ...LISTING, accountId: account.id, kind: "nearly-empty", keep: 2 });
  await world.sync();
  await world.sync();
  const [held] = (await getOverview(world.app, admin)).held;
  const input = { accountId: account.id, kind: IAM_ROLE, digest: held?.digest ?? "" };
  const { run } = await confirmRemoval(world.app, { actor: admin, from: {} }, input);
  mend();
  world.simulator.faults.add({ ...LISTING, accountId: account.id, kind: "nearly-empty", keep: 5 });
  const events = await world.work(run);
  expect(outcomeOf(events, account.id)?.outcome).toMatchObject({ state: "held", wouldRemove: 96 });
  expect(await world.names(account.id)).toEqual(all);
});

test("what we know of an account that refuses for months does not expire, nor does what a held removal would remove", async () => {
  const { account, all } = await worldOf(100);
  const refusing = world.world.account("larkspur-hub");
  await world.sync();
  const known = await world.names(refusing.id);
  world.simulator.faults.add({ service: "iam", accountId: refusing.id, kind: "deny" });
  world.simulator.faults.add({ ...LISTING, accountId: account.id, kind: "nearly-empty", keep: 2 });
  for (let month = 0; month < 4; month++) {
    world.pass(20 * 24 * 3_600_000);
    await world.sync();
  }
  expect(await world.names(refusing.id)).toEqual(known);
  expect(await world.names(account.id)).toEqual(all);
});

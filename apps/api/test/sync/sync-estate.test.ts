import { afterEach, beforeEach, expect, test } from "bun:test";
import { CHANGES } from "@gatehouse/store/changes";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import { ACCOUNTS, ROLES } from "@gatehouse/store/tables";
import type { Table } from "@gatehouse/store/table";
import { enqueueRun } from "../../src/jobs/enqueue-run.ts";
import { runJob } from "../../src/jobs/run-job.ts";
import { SYNC_ESTATE } from "../../src/jobs/job-names.ts";
import { createSyncWorld, eventOf, type SyncWorld } from "./sync-world.ts";

let rows: string[] = [];
let world: SyncWorld;

beforeEach(async () => {
  const table = createSqliteTable({ path: ":memory:", now: () => Date.parse("2026-11-24T14:00:00Z") });
  world = await createSyncWorld({ adapters: { table: watched(table) } });
});
afterEach(() => world.close());

/** Notes the table of every row that is written. */
function watched(table: Table): Table {
  rows = [];
  return {
    ...table,
    write(name, writes) {
      rows.push(...writes.map(() => name));
      return table.write(name, writes);
    },
  };
}

const inventory = () => rows.filter((name) => name === ROLES || name === ACCOUNTS).length;

test("a first sync stores the roles of every account that is ACTIVE and lets us in, and says which refused", async () => {
  const { simulator, app } = world;
  const events = await world.sync();
  for (const { id, name, state, roles } of simulator.world.accounts.values()) {
    const stored = await world.names(id);
    const reads = state === "ACTIVE" && name !== "sandbox-experiments";
    expect(stored).toEqual(reads ? [...roles.keys()].sort() : []);
  }
  const refusing = simulator.world.account("sandbox-experiments");
  expect(eventOf(events, refusing.id)).toMatchObject({
    outcome: {
      state: "denied",
      call: "sts:AssumeRole",
      awsSaid: expect.stringContaining(
        `is not authorized to perform: sts:AssumeRole on resource: ${spokeOf(refusing.id)}`,
      ),
    },
  });
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at + 1));
  expect(events.at(-1)).toMatchObject({ type: "finished" });
  expect(events.at(-1)).not.toHaveProperty("error");
  expect((await app.store.runs.newest(SYNC_ESTATE, 1))[0]).toMatchObject({ total: 8 });
});

const spokeOf = (accountId: string) => `arn:aws:iam::${accountId}:role/GatehouseSpoke`;

test("a second sync of an unchanged estate writes no inventory row, sends no message and publishes nothing", async () => {
  await world.sync();
  rows.length = 0;
  const messages: string[] = [];
  await world.app.cache.subscribe(CHANGES, (message) => messages.push(message));
  const events = await world.sync();
  expect(inventory()).toBe(0);
  expect(messages).toEqual([]);
  expect(events.map(({ type }) => type)).not.toContain("published");
  const { id } = world.world.account("payments-prod");
  expect(eventOf(events, id)).toMatchObject({ outcome: { state: "done", changed: 0, removed: 0 } });
});

test("of changed roles only their own rows are written, and what is gone is removed", async () => {
  const { simulator } = world;
  const account = simulator.world.account("payments-prod");
  await world.sync();
  const before = await world.names(account.id);
  rows.length = 0;

  const [changed = "", removed = ""] = before.filter((name) => name !== "GatehouseSpoke");
  simulator.world.setTags(account.id, changed, { team: "another" });
  simulator.world.removeRole(account.id, removed);
  simulator.world.putRole(account.id, { name: "brand-new" });
  const events = await world.sync();

  expect(inventory()).toBe(3);
  expect(eventOf(events, account.id)).toMatchObject({ outcome: { state: "done", changed: 2, removed: 1 } });
  expect(await world.names(account.id)).toEqual([...before.filter((name) => name !== removed), "brand-new"].sort());
});

test("the read model follows a sync by its messages alone, role by role", async () => {
  const { simulator, app } = world;
  const account = simulator.world.account("payments-prod");
  await world.sync();
  await app.estate.filled();
  const count = app.estate.roleCount();
  expect(count).toBe(
    [...simulator.world.accounts.values()].flatMap(({ name, state, roles }) =>
      state === "ACTIVE" && name !== "sandbox-experiments" ? [...roles] : [],
    ).length,
  );

  simulator.world.putRole(account.id, { name: "fresh", tags: { "consoleme-authorized": "Ann@larkspur.example:ops" } });
  const arn = simulator.world.role(account.id, "fresh").arn;
  await world.sync();
  await messagesAreRead();
  expect(app.estate.role(arn)).toMatchObject({ name: "fresh", accountId: account.id });
  expect(app.estate.grantsOf("ann@larkspur.example")).toContainEqual(
    expect.objectContaining({ roleArn: arn, use: "console-and-cli" }),
  );

  simulator.world.removeRole(account.id, "fresh");
  await world.sync();
  await messagesAreRead();
  expect(app.estate.role(arn)).toBeUndefined();
  expect(app.estate.grantsOf("ops")).toEqual([]);
  expect(app.estate.roleCount()).toBe(count);
});

/** A message is heard and its rows are read within some turns of the event loop. */
async function messagesAreRead() {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test("a run that was stopped midway reads only the accounts that it has not read yet", async () => {
  const { app, simulator } = world;
  const stop = new AbortController();
  await enqueueRun(app, { id: "run_1", job: SYNC_ESTATE, startedBy: "test" });
  await app.cache.subscribe("gatehouse:runs", (message) => {
    if ((JSON.parse(message) as { sequence: number }).sequence === 3) stop.abort();
  });
  await runJob(app, "run_1", stop.signal);
  const first = await app.store.runs.events("run_1");
  expect((await app.store.runs.get("run_1"))?.finishedAt).toBeUndefined();

  simulator.calls.clear();
  const all = await world.work("run_1");
  expect(all.slice(0, first.length)).toEqual(first);
  expect(all.at(-1)?.type).toBe("finished");
  const accounts = all.flatMap((event) => (event.type === "account" ? [event.accountId] : []));
  expect(new Set(accounts).size).toBe(accounts.length);
  expect(accounts).toHaveLength(8);
  expect(simulator.calls.count("organizations", "ListAccounts")).toBe(0);
});

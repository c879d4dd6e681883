import { afterEach, beforeEach, expect, test } from "bun:test";
import { Failure } from "@gatehouse/core/failure";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import type { Row, Table, Write } from "@gatehouse/store/table";
import { NOTES, ROLES } from "@gatehouse/store/tables";
import { enqueueRun } from "../../src/jobs/enqueue-run.ts";
import { SYNC_ESTATE } from "../../src/jobs/job-names.ts";
import { MOST_TRIES } from "../../src/jobs/tries.ts";
import { createSyncWorld, eventOf, type SyncWorld } from "./sync-world.ts";

const SAID = "The table cannot be used at the moment.";

let world: SyncWorld;
/** Whether this write is refused. */
let refuses: (table: string, writes: readonly Write[]) => boolean;

beforeEach(async () => {
  refuses = () => false;
  const table = createSqliteTable({ path: ":memory:", now: () => Date.parse("2026-11-24T14:00:00Z") });
  const troubled: Table = {
    ...table,
    async write(name, writes) {
      if (refuses(name, writes)) throw new Failure("unavailable", SAID);
      return table.write(name, writes);
    },
  };
  world = await createSyncWorld({ adapters: { table: troubled } });
});
afterEach(() => world.close());

function rowOf(write: Write | undefined): Row {
  if (write === undefined) return {};
  return "put" in write ? write.put : write.delete;
}

test("storage that refuses one account's roles costs that account alone, and the next sync brings it back", async () => {
  const { id } = world.world.account("payments-prod");
  refuses = (table, [write]) => table === ROLES && rowOf(write)["accountId"] === id;
  const events = await world.sync();
  expect(eventOf(events, id)).toMatchObject({ outcome: { state: "failed", awsSaid: SAID } });
  expect(events.filter(({ type }) => type === "account")).toHaveLength(8);
  expect(events.at(-1)).not.toHaveProperty("error");
  const listing = await world.app.store.listings.get({ accountId: id, kind: "iam-role" });
  expect(listing?.last?.outcome.state).toBe("failed");

  refuses = () => false;
  expect(eventOf(await world.sync(), id)).toMatchObject({ outcome: { state: "done" } });
  expect(await world.names(id)).toContain("PaymentsOnCall");
});

test("a run that storage fails is left unfinished, and what continues it does only the rest", async () => {
  refuses = (table) => table === NOTES;
  const failed = await world.sync();
  expect(failed.map(({ type }) => type)).not.toContain("finished");
  const [run] = await world.app.store.runs.newest(SYNC_ESTATE, 1);
  expect(run).not.toHaveProperty("finishedAt");

  refuses = () => false;
  const events = await world.work(run?.id ?? "");
  expect(events.slice(0, failed.length)).toEqual(failed);
  expect(events.slice(failed.length).map(({ type }) => type)).toEqual(["published", "finished"]);
  expect(events.at(-1)).not.toHaveProperty("error");
});

test("a run is not continued for ever: in the end it says what failed it", async () => {
  refuses = (table) => table === NOTES;
  await enqueueRun(world.app, { id: "run_1", job: SYNC_ESTATE, startedBy: "test" });
  for (let tried = 1; tried < MOST_TRIES; tried++) await world.work("run_1");
  expect(await world.app.store.runs.get("run_1")).not.toHaveProperty("finishedAt");
  expect((await world.work("run_1")).at(-1)).toMatchObject({ type: "finished", error: SAID });
});

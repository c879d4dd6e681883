import { afterEach, beforeEach, expect, test } from "bun:test";
import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import type { RunEvent } from "@gatehouse/core/sync/run";
import type { Job } from "@gatehouse/store/queue";
import { enqueueRun, jobClaim } from "../../src/jobs/enqueue-run.ts";
import { followRun } from "../../src/jobs/follow-run.ts";
import { getRun } from "../../src/jobs/get-run.ts";
import { APPLY_CONFIRMED, SYNC_ESTATE } from "../../src/jobs/job-names.ts";
import { runJob } from "../../src/jobs/run-job.ts";
import { RUNS_CHANNEL } from "../../src/jobs/run-log.ts";
import { runNow } from "../../src/jobs/run-now.ts";
import { restoreCopies } from "../../src/jobs/schedule.ts";
import { tendRuns } from "../../src/jobs/tend-runs.ts";
import { createSyncWorld, type SyncWorld } from "./sync-world.ts";

let world: SyncWorld;
let queued: Job[] = [];

beforeEach(async () => {
  queued = [];
  const queue = {
    add: async (job: Job) => (queued.push(job), "added" as const),
    work: async () => {},
    close: async () => {},
  };
  world = await createSyncWorld({ estate: { accounts: 2, roles: 1 }, adapters: { queue } });
});
afterEach(() => world.close());

const seo: Person = { kind: "person", name: "hye-jin.seo@larkspur.example", groups: [] };
const admin = { actor: seo, from: {} };
const newest = () => world.app.store.runs.newest(SYNC_ESTATE, 10);

test("the last tick is enqueued once, however many processes tend the runs and however often", async () => {
  await Promise.all([tendRuns(world.app), tendRuns(world.app)]);
  expect((await newest()).map(({ id }) => id)).toEqual(["sync-estate-20261124T1330Z"]);
  const job = queued.find(({ id }) => id === "sync-estate-20261124T1330Z");
  await world.work(job?.data["run"] ?? "");
  await tendRuns(world.app);
  expect(await newest()).toHaveLength(1);

  world.pass(15 * 60_000);
  await tendRuns(world.app);
  expect((await newest()).map(({ id }) => id)).toEqual(["sync-estate-20261124T1415Z", "sync-estate-20261124T1330Z"]);
});

test("a run that nobody works on is taken up again, and no other is started beside it", async () => {
  await enqueueRun(world.app, { id: "run_1", job: SYNC_ESTATE, startedBy: "ann" });
  world.pass(3 * 60 * 60_000);
  queued = [];
  await tendRuns(world.app);
  expect(queued).toEqual([{ id: `run_1~${world.now() / 1000}`, name: SYNC_ESTATE, data: { run: "run_1" } }]);
  expect(await newest()).toHaveLength(1);

  queued = [];
  const claim = await world.app.cache.claim(jobClaim(SYNC_ESTATE), 30_000);
  await tendRuns(world.app);
  expect(queued).toEqual([]);
  await claim?.release();
});

test("a job that is asked for, not scheduled, is taken up when interrupted and never started by itself", async () => {
  await enqueueRun(world.app, { id: "run_2", job: APPLY_CONFIRMED, startedBy: "ann" });
  queued = [];
  await tendRuns(world.app);
  expect(queued.map(({ data }) => data["run"])).toEqual(["sync-estate-20261124T1330Z", "run_2"]);
  const events = await world.work("run_2");
  expect(events.map(({ type }) => type)).toEqual(["published", "finished"]);
});

test("a run that waits behind another job is not enqueued at every look", async () => {
  await enqueueRun(world.app, { id: "run_5", job: APPLY_CONFIRMED, startedBy: "ann" });
  const claim = await world.app.cache.claim(jobClaim(SYNC_ESTATE), 60 * 60_000);
  const ids = () => new Set(queued.filter(({ data }) => data["run"] === "run_5").map(({ id }) => id));
  for (let looks = 0; looks < 20; looks++) {
    await tendRuns(world.app);
    world.pass(20_000);
  }
  expect(ids().size).toBe(2);
  await claim?.release();
  await tendRuns(world.app);
  expect(ids().size).toBe(3);
});

test("while the cache cannot be reached, runs are taken up and worked on all the same", async () => {
  await enqueueRun(world.app, { id: "run_6", job: APPLY_CONFIRMED, startedBy: "ann" });
  queued = [];
  const claim = () => Promise.reject(new Failure("unavailable", "Redis cannot be reached."));
  const app = { ...world.app, cache: { ...world.app.cache, claim } };
  await tendRuns(app);
  expect(queued.map(({ data }) => data["run"])).toContain("run_6");
  await runJob(app, "run_6", new AbortController().signal);
  expect(await world.app.store.runs.get("run_6")).toHaveProperty("finishedAt");
});

test("the published copies are restored by one process at a time", async () => {
  let restoring = 0;
  const ends = Promise.withResolvers<string[]>();
  const work = { restore: () => ((restoring += 1), ends.promise) };
  const first = restoreCopies(world.app, work);
  await restoreCopies(world.app, work);
  ends.resolve([]);
  await first;
  expect(restoring).toBe(1);
});

test("running a job now answers the run that is going on already, and a job that is not there is said so", async () => {
  const first = await runNow(world.app, admin, { job: SYNC_ESTATE });
  expect(first.started).toBe(true);
  expect(await runNow(world.app, admin, { job: SYNC_ESTATE })).toEqual({ run: first.run, started: false });
  expect((await newest())[0]).toMatchObject({ id: first.run, startedBy: "hye-jin.seo@larkspur.example" });
  await expect(runNow(world.app, admin, { job: "nonsense" })).rejects.toThrow("No job is named nonsense");
});

test("a run is not begun where another process holds the job", async () => {
  await enqueueRun(world.app, { id: "run_3", job: SYNC_ESTATE, startedBy: "ann" });
  const claim = await world.app.cache.claim(jobClaim(SYNC_ESTATE), 30_000);
  expect(await world.work("run_3")).toEqual([]);
  await claim?.release();
  expect((await world.work("run_3")).at(-1)?.type).toBe("finished");
});

test("a follower gets every event once, in order, whether it came before or during the run, and then the end", async () => {
  await enqueueRun(world.app, { id: "run_4", job: SYNC_ESTATE, startedBy: "ann" });
  const follow = async (after: number) => {
    const events: RunEvent[] = [];
    for await (const event of followRun(world.app, { run: "run_4", after, signal: new AbortController().signal }))
      events.push(event);
    return events;
  };
  const early = follow(0);
  const all = await world.work("run_4");
  expect(await early).toEqual(all);
  expect(await follow(0)).toEqual(all);
  expect(await follow(3)).toEqual(all.slice(3));
});

test("a follower that goes away is forgotten at once", async () => {
  const gone = new AbortController();
  const following = followRun(world.app, { after: 0, signal: gone.signal });
  const next = following.next();
  gone.abort();
  expect(await next).toEqual({ done: true, value: undefined });
});

test("whoever hears that a run has ended finds it ended", async () => {
  const { store, cache } = world.app;
  const told: Promise<boolean>[] = [];
  const stop = await cache.subscribe(RUNS_CHANNEL, () => {
    told.push(store.runs.get("run_end").then((run) => run?.finishedAt !== undefined));
  });
  const events = await world.work("run_end");
  await stop();
  expect(await Promise.all(told)).toEqual(events.map(({ type }) => type === "finished"));
});

test("a run that was killed between its last event and its header is told as ended", async () => {
  await enqueueRun(world.app, { id: "run_end", job: SYNC_ESTATE, startedBy: "ann" });
  const at = new Date(world.now()).toISOString();
  await world.app.store.runs.append({ type: "finished", run: "run_end", sequence: 1, at, error: "It failed." });
  const { run } = await getRun(world.app, { id: "run_end" });
  expect(run).toMatchObject({ finishedAt: at, error: "It failed." });
});

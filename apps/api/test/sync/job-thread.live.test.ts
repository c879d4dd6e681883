import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveSimulator } from "@gatehouse/simulator/server";
import { createSimulator } from "@gatehouse/simulator/simulator";
import { type App, createApp } from "../../src/app.ts";
import { enqueueRun } from "../../src/jobs/enqueue-run.ts";
import { followRun } from "../../src/jobs/follow-run.ts";
import { createJobThread } from "../../src/jobs/job-thread.ts";
import { SYNC_ESTATE } from "../../src/jobs/job-names.ts";
import { createLog } from "../../src/log.ts";
import { testConfig } from "../test-config.ts";

const simulator = createSimulator({ seed: "thread", accounts: 6, roles: 30 });
const aws = serveSimulator(simulator, { port: 0 });
let folder: string;
let app: App;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-thread-"));
  const config = testConfig(simulator, aws.url);
  app = await createApp({ ...config, storage: { ...config.storage, data: folder } }, { log: createLog("silent") });
  await app.hubs.refresh();
});
afterAll(async () => {
  await app.close();
  await aws.stop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

test("a job in the thread of its own syncs the same database, tells followers, and the read model hears of its changes", async () => {
  await app.estate.filled();
  expect(app.estate.roleCount()).toBe(0);
  await enqueueRun(app, { id: "run_1", job: SYNC_ESTATE, startedBy: "test" });
  const thread = createJobThread(app);
  const running = thread.run("run_1", new AbortController().signal);
  const seen: number[] = [];
  for await (const event of followRun(app, { run: "run_1", after: 0, signal: new AbortController().signal }))
    seen.push(event.sequence);
  await running;
  thread.close();
  expect(seen).toEqual(seen.map((_, at) => at + 1));
  expect((await app.store.runs.get("run_1"))?.finishedAt).toBeDefined();
  await app.estate.refresh();
  expect(app.estate.roleCount()).toBe(9 * 30);
  expect(app.estate.status()).toEqual({ state: "ready" });
}, 30_000);

test("a thread that is asked to stop ends its run early, and a new one finishes it", async () => {
  await enqueueRun(app, { id: "run_2", job: SYNC_ESTATE, startedBy: "test" });
  const stop = new AbortController();
  const first = createJobThread(app);
  const running = first.run("run_2", stop.signal);
  for await (const { sequence } of followRun(app, { run: "run_2", after: 0, signal: new AbortController().signal }))
    if (sequence === 2) break;
  stop.abort();
  await running;
  first.close();
  expect((await app.store.runs.get("run_2"))?.finishedAt).toBeUndefined();

  const second = createJobThread(app);
  await second.run("run_2", new AbortController().signal);
  second.close();
  const events = await app.store.runs.events("run_2");
  expect(events.filter(({ type }) => type === "account")).toHaveLength(10);
  expect(events.at(-1)?.type).toBe("finished");
}, 30_000);

test("a thread that dies fails its run, whose lock is free at once for the next one", async () => {
  await enqueueRun(app, { id: "run_3", job: SYNC_ESTATE, startedBy: "test" });
  const thread = createJobThread(app);
  const running = thread.run("run_3", new AbortController().signal).then(
    () => "finished",
    (error: Error) => error.message,
  );
  for await (const { sequence } of followRun(app, { run: "run_3", after: 0, signal: new AbortController().signal }))
    if (sequence === 2) break;
  thread.close();
  expect(await running).toContain("the jobs' thread");

  const next = createJobThread(app);
  await next.run("run_3", new AbortController().signal);
  next.close();
  expect((await app.store.runs.get("run_3"))?.finishedAt).toBeDefined();
}, 30_000);

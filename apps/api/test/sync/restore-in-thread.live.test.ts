import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveSimulator } from "@gatehouse/simulator/server";
import { createSimulator } from "@gatehouse/simulator/simulator";
import { describeLive } from "@gatehouse/store/live/live";
import { redisMissing, type RedisServer, startRedis } from "@gatehouse/store/live/redis-server";
import { COPIES, LAST_UPDATED } from "@gatehouse/store/published/copies";
import { type App, createApp } from "../../src/app.ts";
import { enqueueRun } from "../../src/jobs/enqueue-run.ts";
import { SYNC_ESTATE } from "../../src/jobs/job-names.ts";
import { createJobThread } from "../../src/jobs/job-thread.ts";
import { createLog } from "../../src/log.ts";
import { testConfig } from "../test-config.ts";

describeLive("the published copies in a Redis that lost them", redisMissing(), () => {
  const simulator = createSimulator({ seed: "restore", accounts: 2, roles: 5 });
  let aws: ReturnType<typeof serveSimulator>;
  let redis: RedisServer;
  let folder: string;
  let app: App;

  beforeAll(async () => {
    aws = serveSimulator(simulator, { port: 0 });
    redis = await startRedis("--maxmemory-policy", "noeviction");
    folder = await mkdtemp(join(tmpdir(), "gatehouse-restore-"));
    const config = testConfig(simulator, aws.url);
    const storage = { ...config.storage, data: folder, redis: { url: redis.url } };
    app = await createApp({ ...config, storage }, { log: createLog("silent") });
  }, 30_000);
  afterAll(async () => {
    await app.close();
    await Promise.all([aws.stop(), redis.close()]);
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  test("are restored in the jobs' thread, and once they are there nothing is done", async () => {
    await enqueueRun(app, { id: "run_1", job: SYNC_ESTATE, startedBy: "test" });
    const thread = createJobThread(app);
    await thread.run("run_1", new AbortController().signal);
    expect(await thread.restore()).toEqual([]);
    for (const { key } of COPIES) await app.cache.replace(key, new Map());
    await app.cache.replace(LAST_UPDATED, new Map());
    expect(await thread.restore()).toEqual(COPIES.map(({ key }) => key));
    for (const { key } of COPIES) expect(await app.cache.read(key)).toBeDefined();
    thread.close();
  }, 30_000);
});

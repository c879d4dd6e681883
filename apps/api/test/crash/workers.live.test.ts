import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { describeLive } from "@gatehouse/store/live/live";
import { redisMissing, type RedisServer, startRedis } from "@gatehouse/store/live/redis-server";
import { createRuns } from "@gatehouse/store/runs";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import { type ApiProcess, createApiProcess } from "./api-process.ts";

describeLive("several machines for the jobs", redisMissing(), () => {
  let redis: RedisServer;
  let api: ApiProcess;

  beforeAll(async () => {
    redis = await startRedis();
    api = await createApiProcess({ seed: "workers", accounts: 20, roles: 5 }, { redis: { url: redis.url } });
    for (const [at, { id }] of [...api.simulator.world.accounts.values()].entries())
      api.simulator.faults.add({ service: "iam", accountId: id, kind: "latency", milliseconds: 80 * at });
  }, 30_000);
  afterAll(async () => {
    await api.close();
    await redis.close();
  });

  test("a run whose machine was killed is finished by another, account by account where the first one stopped", async () => {
    await api.start();
    const table = createSqliteTable({ path: join(api.data, "gatehouse.sqlite"), now: Date.now });
    const runs = createRuns({ table, now: Date.now });
    const first = await until(async () => {
      const [run] = await runs.newest(undefined, 1);
      const events = run && (await runs.events(run.id));
      return events && events.length > 3 ? events : undefined;
    });
    await api.kill();
    const run = first[0]?.run ?? "";
    const done = await runs.events(run);
    expect(done.at(-1)?.type).toBe("account");

    const worker = api.startWorker();
    await until(async () => (await runs.get(run))?.finishedAt);
    const events = await runs.events(run);
    expect(events.slice(0, done.length)).toEqual(done);
    const accounts = events.flatMap((event) => (event.type === "account" ? [event.accountId] : []));
    expect(new Set(accounts).size).toBe(24);
    expect(accounts).toHaveLength(24);
    expect(await runs.newest(undefined, 10)).toHaveLength(1);

    worker.kill("SIGTERM");
    expect(await worker.exited).toBe(0);
    await table.close();
  }, 150_000);
});

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await Bun.sleep(100);
  }
}

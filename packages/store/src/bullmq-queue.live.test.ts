import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { Redis } from "ioredis";
import { createBullmqQueue, evictionWarning } from "./bullmq-queue.ts";
import { queueContract } from "./contract/queue-contract.ts";
import { describeLive } from "./live/live.ts";
import { type RedisServer, redisMissing, startRedis } from "./live/redis-server.ts";

// Real servers share the machine with whatever else runs.
setDefaultTimeout(60_000);

const job = (id: string) => ({ id, name: "sync", data: { run: id } });

describeLive("BullMQ", redisMissing(), () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.close());

  const empty = async (): Promise<void> => {
    const redis = new Redis(server.url);
    await redis.flushall();
    redis.disconnect();
  };

  queueContract(async (clients) => {
    await empty();
    return Array.from({ length: clients }, () => createBullmqQueue({ ...server, knownForMs: 60_000 }));
  });

  test("its keys share the tag {gatehouse}, and a finished job is kept", async () => {
    await empty();
    const queue = createBullmqQueue({ ...server, knownForMs: 60_000 });
    const done = Promise.withResolvers<void>();
    const working = queue.work(async () => done.resolve());
    await queue.add(job("2026:colon"));
    await done.promise;
    await queue.close(5000);
    await working;
    const redis = new Redis(server.url);
    const keys = await redis.keys("*");
    expect(keys.filter((key) => !key.startsWith("{gatehouse}:"))).toEqual([]);
    expect(await redis.hget("{gatehouse}:jobs:job-2026%3Acolon", "finishedOn")).toMatch(/^\d+$/);
    redis.disconnect();
  });

  test("a job whose worker was killed is run again by another", async () => {
    await empty();
    const queue = createBullmqQueue({ ...server, knownForMs: 60_000, stalledAfterMs: 500 });
    await queue.add(job("cut-off"));
    const killed = Bun.spawn([process.execPath, join(import.meta.dir, "../test/hanging-worker.ts"), server.url], {
      stdout: "pipe",
    });
    const { value } = await killed.stdout.getReader().read();
    expect(new TextDecoder().decode(value)).toBe("started cut-off\n");
    killed.kill("SIGKILL");
    await killed.exited;
    const again = Promise.withResolvers<string>();
    const working = queue.work(async ({ id }) => again.resolve(id));
    expect(await again.promise).toBe("cut-off");
    await queue.close(5000);
    await working;
  });

  test("adding fails while Redis is away, and works when it is back", async () => {
    await empty();
    const queue = createBullmqQueue({ ...server, knownForMs: 60_000 });
    expect(await queue.add(job("before"))).toBe("added");
    await server.stop();
    await expect(queue.add(job("during"))).rejects.toMatchObject({ code: "unavailable" });
    await server.start();
    const seen: string[] = [];
    const done = Promise.withResolvers<void>();
    const working = queue.work(async ({ id }) => {
      seen.push(id);
      if (id === "after") done.resolve();
    });
    await queue.add(job("after"));
    await done.promise;
    expect(seen.filter((id) => id === "after")).toEqual(["after"]);
    await queue.close(5000);
    await working;
  });

  test("a Redis that may throw keys away is warned of", async () => {
    expect(await evictionWarning(server)).toBeUndefined();
    const evicting = await startRedis("--maxmemory-policy", "allkeys-lru");
    expect(await evictionWarning(evicting)).toContain("allkeys-lru");
    await evicting.close();
  });
});

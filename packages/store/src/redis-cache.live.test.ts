import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { Redis } from "ioredis";
import { cacheContract } from "./contract/cache-contract.ts";
import { describeLive } from "./live/live.ts";
import { type RedisServer, redisMissing, startRedis } from "./live/redis-server.ts";
import { createRedisCache } from "./redis-cache.ts";

// Real servers share the machine with whatever else runs.
setDefaultTimeout(60_000);

describeLive("Redis", redisMissing(), () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.close());

  cacheContract(async () => {
    const direct = new Redis(server.url);
    await direct.flushall();
    direct.disconnect();
    const [cache, other] = [createRedisCache(server), createRedisCache(server)];
    return {
      cache,
      other,
      pass: (milliseconds) => Bun.sleep(milliseconds),
      close: async () => void (await Promise.all([cache.close(), other.close()])),
    };
  });

  test("a replaced copy never expires, and nothing staged is left beside it", async () => {
    const cache = createRedisCache(server);
    const direct = new Redis(server.url);
    await cache.replace("IAM_ROLE_CACHE", new Map([["arn", "{}"]]));
    expect(await direct.ttl("IAM_ROLE_CACHE")).toBe(-1);
    expect(await direct.keys("*IAM_ROLE_CACHE*")).toEqual(["IAM_ROLE_CACHE"]);
    direct.disconnect();
    await cache.close();
  });

  test("while Redis is away commands fail at once; when it is back they work, and subscribers hear again", async () => {
    const [cache, sender] = [createRedisCache(server), createRedisCache(server)];
    const heard: string[] = [];
    await cache.subscribe("changes", (message) => heard.push(message));
    const claim = await cache.claim("job", 60_000);
    await server.stop();
    await Bun.sleep(50);

    const asked = performance.now();
    const failures = await Promise.allSettled([
      cache.claim("other", 1000),
      claim?.renew(1000),
      cache.count("events", 1000),
      cache.publish("changes", "lost"),
      cache.replace("COPY", new Map([["a", "1"]])),
      cache.read("COPY"),
    ]);
    expect(performance.now() - asked).toBeLessThan(1000);
    expect(failures.map((one) => one.status === "rejected" && one.reason.code)).toEqual(
      failures.map(() => "unavailable"),
    );
    const late: string[] = [];
    await cache.subscribe("late", (message) => late.push(message));

    await server.start();
    await until(async () => {
      await sender.publish("changes", "back");
      await sender.publish("late", "too");
      return heard.includes("back") && late.includes("too");
    });
    expect(heard).not.toContain("lost");
    expect(await claim?.renew(1000)).toBe(false);
    expect(await cache.claim("job", 1000)).toBeDefined();
    await Promise.all([cache.close(), sender.close()]);
  });

  test("a Redis that hangs is unavailable after some seconds, and works when it goes on", async () => {
    const cache = createRedisCache(server);
    await cache.replace("COPY", "text");
    server.freeze(true);
    await expect(cache.read("COPY")).rejects.toMatchObject({ code: "unavailable" });
    server.freeze(false);
    await until(async () => (await cache.read("COPY")) === "text");
    await cache.close();
  });
});

/** Waits until a condition holds; until then it may fail, as everything does while Redis comes back. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await holds().catch(() => false))) {
    if (performance.now() > deadline) throw new Error("it did not happen within 10 s");
    await Bun.sleep(20);
  }
}

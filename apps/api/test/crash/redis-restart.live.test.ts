import { afterAll, beforeAll, expect, test } from "bun:test";
import { describeLive } from "@gatehouse/store/live/live";
import { redisMissing, type RedisServer, startRedis } from "@gatehouse/store/live/redis-server";
import { type ApiProcess, createApiProcess } from "./api-process.ts";
import { type PersonClient, signIn } from "./person.ts";
import { readKeys } from "./redis-keys.ts";

describeLive("Redis stopped and started while people work", redisMissing(), () => {
  let redis: RedisServer;
  let api: ApiProcess;
  let priya: PersonClient;
  let admin: PersonClient;

  beforeAll(async () => {
    redis = await startRedis();
    api = await createApiProcess({ seed: "redis", accounts: 6, roles: 20 }, { redis: { url: redis.url } });
    await api.start();
    priya = await signIn(api.origin, "priya.raman@larkspur.example");
    admin = await signIn(api.origin, "hye-jin.seo@larkspur.example");
    await synced(admin);
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await redis.close();
  });

  test("pages keep answering, say that they are stale, and recover by themselves, the published copies too", async () => {
    const before = await until(async () => {
      const page = await roles(priya);
      // A row may be seen before its account's listing is.
      const whole = page.roles.length > 0 && page.roles.every(({ asOf }) => asOf !== undefined);
      return whole && page.stale === undefined ? page : undefined;
    });
    expect(Object.keys(await readKeys(redis.url))).toContain("IAM_ROLE_CACHE");

    await redis.stop();
    const stale = await until(async () => {
      const page = await roles(priya);
      return page.stale === undefined ? undefined : page;
    });
    expect(stale.roles).toEqual(before.roles);
    expect(stale.stale).toContain("The cache cannot be reached since");
    const overview = await admin.jobs.overview.query();
    expect(overview.accounts).toHaveLength(14);
    expect(overview.stale).toBe(stale.stale);

    await redis.start();
    await until(async () => ((await roles(priya)).stale === undefined ? true : undefined));
    expect((await admin.jobs.overview.query()).stale).toBeUndefined();
    // The new Redis was empty.
    await until(async () => ("IAM_ROLE_CACHE" in (await readKeys(redis.url)) ? true : undefined));
  }, 120_000);

  test("jobs run again after Redis has come back, and a change reaches the pages", async () => {
    const { world } = api.simulator;
    world.putRole("payments-prod", {
      name: "after-the-storm",
      tags: { "consoleme-authorized": "payments-engineering" },
    });
    await synced(admin);
    await until(async () =>
      (await roles(priya)).roles.some(({ name }) => name === "after-the-storm") ? true : undefined,
    );
  }, 60_000);
});

const roles = (client: PersonClient) => client.access.eligibleRoles.query({ includeCliOnly: true });

/** Runs a sync, or joins the one that runs, to its end. */
async function synced(client: PersonClient): Promise<void> {
  const { run } = await client.jobs.runNow.mutate({ job: "sync-estate" });
  const ended = Promise.withResolvers<void>();
  client.jobs.progress.subscribe({ run }, { onData: ({ data }) => void (data.type === "finished" && ended.resolve()) });
  await ended.promise;
}

/** Looks again and again until there is something to see, or throws. */
async function until<T>(look: () => Promise<T | undefined>, milliseconds = 20_000): Promise<T> {
  const deadline = Date.now() + milliseconds;
  while (Date.now() < deadline) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await Bun.sleep(200);
  }
  throw new Error(`nothing to see within ${milliseconds} ms`);
}

import { afterAll, beforeAll, expect, test } from "bun:test";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeLive } from "@gatehouse/store/live/live";
import { redisMissing, type RedisServer, startRedis } from "@gatehouse/store/live/redis-server";
import { type Life, live, openLife, syncNext } from "./crash-world.ts";
import type { TestApp } from "../test-app.ts";
import { type Dump, dump, indexOf } from "./dump.ts";
import { expireLocks, readKeys, type RedisKeys, restoreKeys } from "./redis-keys.ts";

const POINTS = 25;
const SEED = 20_261_124;
const CHILD = Bun.fileURLToPath(new URL("sync-child.ts", import.meta.url));

/** So many shares of the whole, from 0 up to 1, the same for the same seed: a linear congruential generator. */
function seededShares(count: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31);
}

/** Runs a life of the program; answers what it printed, or the signal that ended it. */
async function child(life: Life, deadly: number): Promise<string> {
  const running = Bun.spawn([process.execPath, CHILD, JSON.stringify({ ...life, deadly })], { stderr: "inherit" });
  const printed = await new Response(running.stdout).text();
  await running.exited;
  if (running.signalCode === null && running.exitCode !== 0) throw new Error(`a life ended with ${running.exitCode}`);
  return running.signalCode === null ? printed : String(running.signalCode);
}

/** Syncs in this process and answers what that leaves. */
async function afterSync(life: Life): Promise<Dump> {
  const ports = openLife(life);
  const test = await live(life, ports);
  await syncNext(test);
  const left = await dump(test, ports, life.redis);
  await test.close();
  return left;
}

/** Another process over the same records, with its read model filled. */
async function openReader(life: Life): Promise<TestApp> {
  const reader = await live(life, openLife(life));
  await reader.app.estate.filled();
  return reader;
}

describeLive("kill -9 in the middle of a sync", redisMissing(), () => {
  let folder: string;
  let redis: RedisServer;
  let published: RedisKeys;
  let writes = 0;
  let wanted: Dump;
  const lifeIn = (name: string, changed: boolean): Life => ({ folder: join(folder, name), redis: redis.url, changed });
  /** Records as they were after the first sync, before the estate changed. */
  const startOver = async (name: string) => {
    await cp(join(folder, "before"), join(folder, name), { recursive: true });
    await restoreKeys(redis.url, published);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gatehouse-crash-"));
    redis = await startRedis();
    await child(lifeIn("before", false), 0);
    published = await readKeys(redis.url);
    await startOver("counted");
    writes = Number(await child(lifeIn("counted", true), 0));
    await restoreKeys(redis.url, {});
    wanted = await afterSync(lifeIn("fresh", true));
  }, 60_000);
  afterAll(async () => {
    await redis.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("the changes cost more writes than there are points, and a fresh sync leaves something of everything", () => {
    expect(writes).toBeGreaterThan(POINTS);
    for (const part of Object.values(wanted)) expect(Object.keys(part).length).toBeGreaterThan(0);
  });

  test.each(seededShares(POINTS, SEED))(
    "killed after %p of its writes, a sync is completed by the next one to what a fresh one leaves",
    async (share) => {
      const life = lifeIn(`killed-${share}`, true);
      await startOver(`killed-${share}`);
      const reader = await openReader(life);
      expect(await child(life, 1 + Math.floor(share * writes))).toBe("SIGKILL");
      await expireLocks(redis.url);
      expect(await afterSync(life)).toEqual(wanted);
      // A process that was reading all the while must find what the killed one changed and did not tell.
      expect(await indexOf(reader)).toEqual(wanted.index);
      await reader.close();
    },
    30_000,
  );

  test("what a killed sync leaves by itself is something else: the comparison sees the difference", async () => {
    const life = lifeIn("not-continued", true);
    await startOver("not-continued");
    expect(await child(life, Math.floor(writes / 8))).toBe("SIGKILL");
    const reader = await openReader(life);
    const left = await dump(reader, openLife(life), redis.url);
    expect(left.tables).not.toEqual(wanted.tables);
    expect(left.index).not.toEqual(wanted.index);
    expect(left.copies).not.toEqual(wanted.copies);
    expect(left.snapshots).not.toEqual(wanted.snapshots);
    await reader.close();
  });
});

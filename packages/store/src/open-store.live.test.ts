import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { Redis } from "ioredis";
import { ACCOUNT_ID, testRole } from "../test/test-roles.ts";
import { CHANGES, readChange } from "./changes.ts";
import { createDynamoClient } from "./dynamo-client.ts";
import { createDynamoTable } from "./dynamo-table.ts";
import { initTables } from "./init-tables.ts";
import { type DynamoServer, startDynalite } from "./live/dynamodb.ts";
import { describeLive } from "./live/live.ts";
import { type RedisServer, redisMissing, startRedis } from "./live/redis-server.ts";
import { type S3Server, startS3 } from "./live/s3.ts";
import { openPorts, openQueue, storageWarnings } from "./open-store.ts";
import { createS3Blobs } from "./s3-blobs.ts";
import { StorageConfig } from "./storage-config.ts";
import { createStore } from "./store.ts";

// Real servers share the machine with whatever else runs.
setDefaultTimeout(60_000);

const complete = { finishedAt: "2026-11-24T06:00:00.000Z" };

describeLive("the whole store on DynamoDB, Redis and S3", redisMissing(), () => {
  let dynamo: DynamoServer;
  let redis: RedisServer;
  let s3: S3Server;
  let storage: StorageConfig;

  beforeAll(async () => {
    [dynamo, redis, s3] = await Promise.all([startDynalite(), startRedis(), startS3()]);
    await initTables({ client: createDynamoClient(dynamo.options), say: () => {}, pauseMs: 20 });
    storage = StorageConfig.parse({
      dynamodb: { endpoint: dynamo.options.endpoint },
      redis: { url: redis.url },
      s3: { bucket: s3.options.bucket, endpoint: s3.options.endpoint },
    });
  });
  afterAll(() => Promise.all([dynamo.close(), redis.close(), s3.close()]));

  /** The ports that the config opens; the stand-ins' credentials take the place of the SDK's default chain. */
  const open = () => {
    const table = createDynamoTable({ client: createDynamoClient(dynamo.options) });
    const blobs = createS3Blobs(s3.options);
    const ports = openPorts(storage, { table, blobs });
    return { ...ports, store: createStore({ ...ports, now: Date.now }) };
  };

  test("roles go from one process to another, are published, and a Redis that lost all is filled again", async () => {
    const [one, two] = [open(), open()];
    const heard = Promise.withResolvers<unknown>();
    await two.cache.subscribe(CHANGES, (message) => heard.resolve(readChange(message)));
    const roles = Array.from({ length: 250 }, (_, at) => testRole(`role-${at}`));
    expect(await one.store.roles.apply(ACCOUNT_ID, { put: roles, complete })).toMatchObject({
      changed: 250,
      generation: 1,
    });
    expect(await heard.promise).toMatchObject({ accountId: ACCOUNT_ID, kind: "iam-role", generation: 1 });
    const stored = await two.store.roles.ofAccount(ACCOUNT_ID);
    expect(stored).toHaveLength(250);
    expect(await two.store.roles.apply(ACCOUNT_ID, { put: roles, stored, complete })).toMatchObject({ changed: 0 });
    expect((await Array.fromAsync(two.store.roles.fullOfAccount(ACCOUNT_ID))).length).toBe(250);

    await one.store.published.publish({ grantsOf: () => [], grants: [] });
    const before = await two.cache.read("IAM_ROLE_CACHE");
    expect(before).toBeInstanceOf(Map);
    const direct = new Redis(redis.url);
    await direct.flushall();
    expect(await two.store.published.restore()).toContain("IAM_ROLE_CACHE");
    expect(await two.cache.read("IAM_ROLE_CACHE")).toEqual(before);
    direct.disconnect();
    await Promise.all([one.close(), two.close()]);
  });

  test("of two processes that change the same thing neither loses its change", async () => {
    const [one, two] = [open(), open()];
    const add = ({ store }: typeof one, arn: string) =>
      store.preferences.change("ann@larkspur.example", (now) => ({ ...now, favourites: [...now.favourites, arn] }));
    await Promise.all([add(one, "a"), add(two, "b"), add(one, "c"), add(two, "d")]);
    expect((await one.store.preferences.get("ann@larkspur.example")).favourites.sort()).toEqual(["a", "b", "c", "d"]);
    await Promise.all([one.close(), two.close()]);
  });

  test("the config opens the queue on the same Redis, and a fit Redis is not warned of", async () => {
    const queue = openQueue(storage);
    const done = Promise.withResolvers<string>();
    const working = queue.work(async ({ id }) => done.resolve(id));
    expect(await queue.add({ id: "tick", name: "sync", data: {} })).toBe("added");
    expect(await done.promise).toBe("tick");
    expect(await storageWarnings(storage)).toEqual([]);
    await queue.close(5000);
    await working;
  });
});

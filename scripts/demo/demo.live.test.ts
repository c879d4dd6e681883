import { afterEach, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { createDynamoClient } from "@gatehouse/store/dynamo-client";
import { createS3Blobs } from "@gatehouse/store/s3-blobs";
import { ROLES } from "@gatehouse/store/tables";
import { dynamoLocalMissing, startDynamoLocal } from "@gatehouse/store/live/dynamodb";
import { describeLive } from "@gatehouse/store/live/live";
import { redisMissing, startRedis } from "@gatehouse/store/live/redis-server";
import { startS3 } from "@gatehouse/store/live/s3";
import { firstRoles } from "./first-roles.ts";
import { followFirstSync } from "./first-sync.ts";
import { freePort } from "./free-port.ts";
import { signIn } from "./sign-in.ts";
import { type Demo, startDemo } from "./start-demo.ts";

const PERSON = "priya.raman@larkspur.example";
const SMALL = { port: 0, accounts: 6, roles: 12, seed: "1" };
const MINUTE = 60_000;

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

/** The whole road by HTTP: sync, sign in, list, get a sign-in address, open it. */
async function walk(demo: Demo): Promise<string> {
  const progress = await followFirstSync({ url: demo.url, person: PERSON }, () => {});
  expect(progress).toEqual({ read: 10, total: 10, refused: 1 });
  const cookie = await signIn({ url: demo.url, person: PERSON });
  const roles = await firstRoles({ url: demo.url, person: PERSON });
  const role = roles.find(({ unusable }) => unusable === undefined);
  const issued = await fetch(`${demo.url}/api/trpc/access.signIn`, {
    method: "POST",
    headers: { cookie, origin: demo.url, "x-gatehouse": "1", "content-type": "application/json" },
    body: JSON.stringify({ roleArn: role?.arn }),
  });
  const said = await issued.text();
  if (!issued.ok) throw new Error(`No session for ${role?.arn}: ${said}\n${await Bun.file(demo.log).text()}`);
  const { result }: { result: { data: { url: string } } } = JSON.parse(said);
  const page = await (await fetch(result.data.url)).text();
  expect(page).toContain(`data-testid="role-arn">${role?.arn}<`);
  expect(page).toContain(`data-testid="source-identity">${PERSON}<`);
  return page;
}

test(
  "the demo goes from nothing to an AWS console session, and leaves nothing behind",
  async () => {
    const demo = await startDemo(SMALL);
    stops.push(demo.stop);
    await walk(demo);
    await demo.stop();
    expect(await fetch(demo.url).catch(() => "gone")).toBe("gone");
    expect(await fetch(demo.simulator).catch(() => "gone")).toBe("gone");
    expect(await Bun.file(demo.log).exists()).toBe(false);
  },
  MINUTE,
);

test("a port that is taken is named, before anything is started", async () => {
  const port = await freePort(0);
  const taken = Bun.serve({ port, hostname: "127.0.0.1", fetch: () => new Response("mine") });
  stops.push(() => taken.stop(true));
  await expect(startDemo({ ...SMALL, port })).rejects.toThrow(`Port ${port} is taken`);
});

describeLive("the same road by config alone", dynamoLocalMissing() ?? redisMissing(), () => {
  test(
    "on Redis, DynamoDB Local and S3",
    async () => {
      const [dynamo, redis, s3] = await Promise.all([startDynamoLocal(), startRedis(), startS3()]);
      const folder = await mkdtemp(join(tmpdir(), "gatehouse-storage-"));
      stops.push(dynamo.close, redis.close, s3.close, () => rm(folder, { recursive: true }));
      const storage = join(folder, "storage.yaml");
      const { region, bucket, endpoint, credentials } = s3.options;
      const block = {
        region,
        dynamodb: { endpoint: dynamo.options.endpoint },
        redis: { url: redis.url },
        s3: { bucket, endpoint },
      };
      await Bun.write(storage, JSON.stringify(block));
      const env = { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey };
      const demo = await startDemo({ ...SMALL, storage }, { env });
      stops.push(demo.stop);
      await walk(demo);
      const rows = await createDynamoClient(dynamo.options).send(
        new ScanCommand({ TableName: ROLES, Select: "COUNT" }),
      );
      expect(rows.Count).toBe(9 * SMALL.roles);
      expect(await new Bun.RedisClient(redis.url).hlen("IAM_ROLE_CACHE")).toBe(9 * SMALL.roles);
      expect(await Array.fromAsync(createS3Blobs(s3.options).list(""))).not.toEqual([]);
      expect(await Bun.file(join(demo.log, "../data/gatehouse.sqlite")).exists()).toBe(false);
    },
    2 * MINUTE,
  );
});

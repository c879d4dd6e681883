import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { createDynamoClient } from "@gatehouse/store/dynamo-client";
import { initTables } from "@gatehouse/store/init-tables";
import { type DynamoServer, dynamoLocalMissing, startDynamoLocal } from "@gatehouse/store/live/dynamodb";
import { describeLive } from "@gatehouse/store/live/live";
import { redisMissing, type RedisServer, startRedis } from "@gatehouse/store/live/redis-server";
import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import { EventSource } from "eventsource";
import type { AppRouter } from "../../src/router.ts";
import { type ApiProcess, createApiProcess } from "../crash/api-process.ts";

// Real servers share the machine with whatever else runs.
setDefaultTimeout(120_000);

const ADMIN = "hye-jin.seo@larkspur.example";
const NOBODY = "tomas.arriaga@larkspur.example";
/** Within this a change made in one process must be seen by the other. */
const SEEN_WITHIN_MS = 5_000;

type Answer = { status: number; cookie: string | undefined; data: unknown; message: string | undefined };

describeLive("two API processes on one Redis and one DynamoDB Local", redisMissing() ?? dynamoLocalMissing(), () => {
  let dynamo: DynamoServer;
  let redis: RedisServer;
  let api: ApiProcess;
  let one: string;
  let other: string;

  beforeAll(async () => {
    [dynamo, redis] = await Promise.all([startDynamoLocal(), startRedis("--maxmemory-policy", "noeviction")]);
    await initTables({ client: createDynamoClient(dynamo.options), say: () => {}, pauseMs: 50 });
    const { accessKeyId, secretAccessKey } = dynamo.options.credentials as Record<string, string>;
    const env = { AWS_ACCESS_KEY_ID: accessKeyId ?? "", AWS_SECRET_ACCESS_KEY: secretAccessKey ?? "" };
    const storage = { dynamodb: { endpoint: dynamo.options.endpoint }, redis: { url: redis.url } };
    const more = { groups: { can_admin: ["gatehouse-admins"], can_edit_config: ["gatehouse-admins"] } };
    api = await createApiProcess({ seed: "two", accounts: 4, roles: 6 }, storage, { env, more });
    await api.start();
    one = api.origin;
    other = (await api.startSecond()).origin;
    for (const origin of [one, other]) while (!(await fetch(`${origin}/readyz`)).ok) await Bun.sleep(50);
  });
  afterAll(async () => {
    await api?.close();
    await Promise.all([dynamo?.close(), redis?.close()]);
  });

  /** Calls one of the two as a browser does, with a cookie that either may have given. */
  async function call(origin: string, path: string, { cookie = "", input, write = false }: Call = {}): Promise<Answer> {
    const query = write ? "" : `?input=${encodeURIComponent(JSON.stringify(input ?? {}))}`;
    const headers = { origin, "x-gatehouse": "1", "content-type": "application/json", cookie };
    const init = write ? { method: "POST", headers, body: JSON.stringify(input ?? {}) } : { headers };
    const response = await fetch(`${origin}/api/trpc/${path}${query}`, init);
    const said: { result?: { data: unknown }; error?: { message: string } } = JSON.parse(await response.text());
    return {
      status: response.status,
      cookie: response.headers.getSetCookie()[0]?.split(";")[0],
      data: said.result?.data,
      message: said.error?.message,
    };
  }
  type Call = { cookie?: string; input?: unknown; write?: boolean };

  async function signIn(origin: string, name: string): Promise<string> {
    const { cookie, message } = await call(origin, "session.signInDemo", { input: { name }, write: true });
    if (cookie === undefined) throw new Error(message);
    return cookie;
  }

  /** How long it takes until the look is as wanted. */
  async function until(look: () => Promise<boolean>): Promise<number> {
    const began = performance.now();
    while (!(await look())) {
      if (performance.now() - began > 4 * SEEN_WITHIN_MS) throw new Error("it was never seen");
      await Bun.sleep(100);
    }
    return performance.now() - began;
  }

  test("who signs in at one is signed in at the other, and who signs out there is signed out here within 5 s", async () => {
    const cookie = await signIn(one, ADMIN);
    const status = async (origin: string) => (await call(origin, "session.me", { cookie })).status;
    expect(await status(other)).toBe(200);
    expect(await status(one)).toBe(200);
    expect((await call(other, "session.signOut", { cookie, write: true })).status).toBe(200);
    expect(await status(other)).toBe(401);
    expect(await until(async () => (await status(one)) === 401)).toBeLessThan(SEEN_WITHIN_MS);
  });

  test("settings saved at one are in force at the other within 5 s, and a save over a version that is gone is refused", async () => {
    const [cookie, visitor] = [await signIn(one, ADMIN), await signIn(other, NOBODY)];
    const rolesThere = async () => {
      const { data } = await call(other, "access.eligibleRoles", { cookie: visitor, input: { includeCliOnly: false } });
      return (data as { roles: { arn: string }[] }).roles.map(({ arn }) => arn);
    };
    expect(await rolesThere()).toEqual([]);
    const [account] = [...api.simulator.world.accounts.values()];
    const role = [...(account?.roles.values() ?? [])].find(({ name }) => !name.startsWith("Gatehouse"));
    const arn = role?.arn ?? "";
    const { data } = await call(one, "settings.current", { cookie });
    const { mark } = data as { mark: string };
    const text = `groups:\n  can_edit_config: [gatehouse-admins]\ngroup_mapping:\n  ${NOBODY}:\n    roles: ["${arn}"]\n`;
    const saved = await call(one, "settings.save", { cookie, input: { text, mark }, write: true });
    expect([saved.status, saved.message]).toEqual([200, undefined]);
    expect(await until(async () => (await rolesThere()).includes(arn))).toBeLessThan(SEEN_WITHIN_MS);
    const late = await call(other, "settings.save", { cookie, input: { text: `${text}\n`, mark }, write: true });
    expect(late.status).toBe(409);
  });

  test("a process that is told to end lets its streams go: their client goes on at the other, without a gap or a double", async () => {
    const cookie = await signIn(one, ADMIN);
    for (const [at, { id }] of [...api.simulator.world.accounts.values()].entries())
      api.simulator.faults.add({ service: "iam", accountId: id, kind: "latency", milliseconds: 300 * at });
    let alive = one;
    class FollowingEventSource extends EventSource {
      constructor(url: string | URL) {
        const elsewhere = (asked: string | URL) => `${alive}${new URL(asked).pathname}${new URL(asked).search}`;
        super(url, {
          fetch: (input, init) => fetch(elsewhere(String(input)), { ...init, headers: { ...init.headers, cookie } }),
        });
      }
    }
    const links = [httpSubscriptionLink({ url: `${one}/api/trpc`, EventSource: FollowingEventSource })];
    const { data } = await call(one, "jobs.runNow", { cookie, input: { job: "sync-estate" }, write: true });
    const { run } = data as { run: string };
    const seen: number[] = [];
    const [third, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    createTRPCClient<AppRouter>({ links }).jobs.progress.subscribe(
      { run },
      {
        onData({ data: event }) {
          seen.push(event.sequence);
          if (event.sequence === 3) third.resolve();
          if (event.type === "finished") ended.resolve();
        },
        onError: (error) => ended.reject(error),
      },
    );
    await third.promise;
    alive = other;
    expect(await api.stop()).toBe(0);
    const before = seen.length;
    await ended.promise;
    expect(seen.length).toBeGreaterThan(before);
    expect(seen).toEqual(seen.map((_, at) => at + 1));
    api.simulator.faults.clear();
    await api.start();
  });

  test("what was tried too often at one is refused at the other at once", async () => {
    const tries = async (origin: string) =>
      (await call(origin, "session.signInDemo", { input: { name: "nobody@larkspur.example" }, write: true })).status;
    expect(await tries(other)).toBe(404);
    let last = 0;
    for (let count = 0; count < 70 && last !== 429; count += 1) last = await tries(one);
    expect(last).toBe(429);
    expect(await tries(other)).toBe(429);
  });
});

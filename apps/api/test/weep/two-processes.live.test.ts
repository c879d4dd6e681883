import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { createDynamoClient } from "@gatehouse/store/dynamo-client";
import { createDynamoTable } from "@gatehouse/store/dynamo-table";
import { initTables } from "@gatehouse/store/init-tables";
import { type DynamoServer, startDynalite } from "@gatehouse/store/live/dynamodb";
import { describeLive } from "@gatehouse/store/live/live";
import { redisMissing, type RedisServer, startRedis } from "@gatehouse/store/live/redis-server";
import { createRedisCache } from "@gatehouse/store/redis-cache";
import { createTestApp, type TestApp } from "../test-app.ts";
import { createWeep, PRIYA, refusalOf } from "./weep.ts";

// Real servers share the machine with whatever else runs.
setDefaultTimeout(60_000);

describeLive("the CLI at two processes on DynamoDB and Redis", redisMissing(), () => {
  let dynamo: DynamoServer;
  let redis: RedisServer;
  let one: TestApp;
  let two: TestApp;

  beforeAll(async () => {
    [dynamo, redis] = await Promise.all([startDynalite(), startRedis()]);
    await initTables({ client: createDynamoClient(dynamo.options), say: () => {}, pauseMs: 20 });
    const open = () =>
      createTestApp({
        adapters: {
          table: createDynamoTable({ client: createDynamoClient(dynamo.options) }),
          cache: createRedisCache({ url: redis.url }),
        },
      });
    [one, two] = await Promise.all([open(), open()]);
    await one.sync();
    await two.app.estate.refresh();
  });
  afterAll(async () => {
    await Promise.all([one.close(), two.close()]);
    await Promise.all([dynamo.close(), redis.close()]);
  });

  test("a login that began at one is opened, approved and fetched at others, and its token is good at both", async () => {
    const [here, there] = [createWeep(one), createWeep(two)];
    const browser = two.browser();
    await browser.signIn("priya.raman");
    const { challenge, poll } = await here.begin();
    expect((await browser.api.cli.pending.query()).map(({ token }) => token)).toEqual([challenge]);
    const { nonce } = await browser.api.cli.openLogin.mutate({ token: challenge });
    await browser.api.cli.answerLogin.mutate({ token: challenge, nonce, approve: true });
    const polled = await Promise.all([here.poll(poll), there.poll(poll), here.poll(poll), there.poll(poll)]);
    const tokens = polled.flatMap(({ status, encoded_jwt }) => (status === "success" ? [encoded_jwt] : []));
    expect(tokens).toHaveLength(1);
    for (const weep of [here, there]) {
      weep.setToken(tokens[0]);
      expect((await weep.credentials("PaymentsOnCall")).status).toBe(200);
    }
    expect(await browser.api.cli.logins.query({})).toHaveLength(1);
  });

  test("a login that is ended at one is refused at the other's next call", async () => {
    const [here, there] = [createWeep(one), createWeep(two)];
    const browser = one.browser();
    await browser.signIn("priya.raman");
    await here.logIn(browser);
    there.setToken(here.token());
    expect((await there.get("/api/v1/get_roles")).status).toBe(200);
    await browser.api.cli.endLogins.mutate({ person: PRIYA });
    expect((await refusalOf(there.get("/api/v1/get_roles"))).code).toBe("invalid_jwt");
  });

  test("a limit counts the calls at both", async () => {
    const [here, there] = [createWeep(one), createWeep(two)];
    const browser = one.browser();
    await browser.signIn("noor.haddad");
    await here.logIn(browser, "noor.haddad@larkspur.example");
    there.setToken(here.token());
    const answers = [];
    for (let at = 0; at < 130; at += 1) answers.push((await (at % 2 ? here : there).credentials("nothere")).status);
    expect(answers.slice(0, 120)).not.toContain(429);
    expect(new Set(answers.slice(120))).toEqual(new Set([429]));
  });
});

import { afterEach, expect, test } from "bun:test";
import type { Config } from "../../src/config/config.ts";
import { createTestApp, type TestApp } from "../test-app.ts";
import { createWeep, refusalOf } from "./weep.ts";

const opened: TestApp[] = [];
afterEach(async () => {
  for (const t of opened.splice(0)) await t.close();
});

const HERE = { "x-forwarded-for": "203.0.113.9" };

type Wanted = { credentials: Partial<Config["credentials"]>; unrestricted?: Record<string, { roles: string[] }> };

async function open({ credentials, unrestricted = {} }: Wanted) {
  const t = await createTestApp({
    change: (config) => ({
      ...config,
      sign_on: { ...config.sign_on, trusted_proxies: ["127.0.0.1/32"] },
      credentials: { ...config.credentials, ...credentials },
      dynamic_config: { ...config.dynamic_config, no_ip_restrictions: unrestricted },
    }),
  });
  opened.push(t);
  await t.sync();
  const priya = t.browser(HERE);
  await priya.signIn("priya.raman");
  const weep = createWeep(t, HERE);
  await weep.logIn(priya);
  const { arn } = t.world.role("payments-prod", "PaymentsOnCall");
  const asked = () => t.simulator.calls.list().filter(({ input }) => input["RoleArn"] === arn);
  const lastPolicy = (): string | undefined => asked().at(-1)?.input["Policy"] as string | undefined;
  return { t, priya, weep, arn, asked, lastPolicy };
}

const rangesIn = (policy: string | undefined): unknown =>
  JSON.parse(policy ?? "{}").Statement?.[1]?.Condition?.NotIpAddressIfExists?.["aws:SourceIp"];

test("without a rule no session policy is asked for, and a wish for none is no wish", async () => {
  const { weep, lastPolicy } = await open({ credentials: {} });
  for (const noIp of [false, true]) {
    expect((await weep.credentials("PaymentsOnCall", noIp)).status).toBe(200);
    expect(lastPolicy()).toBeUndefined();
  }
});

test("the configured networks bind the console's session and the CLI's alike, and the person and the audit are told", async () => {
  const { t, priya, weep, arn, lastPolicy } = await open({ credentials: { networks: ["198.51.100.0/24"] } });
  expect((await weep.credentials("PaymentsOnCall")).status).toBe(200);
  expect(rangesIn(lastPolicy())).toEqual(["198.51.100.0/24"]);
  const { notes } = await priya.api.access.signIn.mutate({ roleArn: arn });
  expect(rangesIn(lastPolicy())).toEqual(["198.51.100.0/24"]);
  expect(notes.join()).toContain("works from 198.51.100.0/24 only");
  const events = (await Array.fromAsync(t.app.store.audit.ofDay("2026-11-24"))).flat();
  const done = events.filter(({ outcome, target }) => outcome === "done" && target === arn);
  expect(done.map(({ details }) => details?.["networks"])).toEqual(["198.51.100.0/24", "198.51.100.0/24"]);
});

test("one's own address is the one that asks, of the program and of the browser", async () => {
  const { t, weep, arn, lastPolicy } = await open({ credentials: { own_address: true } });
  const away = createWeep(t, { "x-forwarded-for": "198.51.100.7, 203.0.113.80" });
  away.setToken(weep.token());
  expect((await away.credentials(arn)).status).toBe(200);
  expect(rangesIn(lastPolicy())).toEqual(["203.0.113.80/32"]);
  const browser = t.browser({ "x-forwarded-for": "2001:db8::7" });
  await browser.signIn("priya.raman");
  await browser.api.access.signIn.mutate({ roleArn: arn });
  expect(rangesIn(lastPolicy())).toEqual(["2001:db8::7/128"]);
});

test("no restriction at all is for whom the settings name for this role, else refused in words that the CLI shows", async () => {
  const credentials = { networks: ["203.0.113.0/24"] };
  const strict = await open({ credentials });
  const refused = await refusalOf(strict.weep.credentials("PaymentsOnCall", true));
  expect(refused).toMatchObject({
    http: 403,
    code: "forbidden",
    message: expect.stringContaining("no_ip_restrictions"),
  });
  expect(strict.asked()).toEqual([]);
  const free = await open({ credentials, unrestricted: { "payments-engineering": { roles: ["*"] } } });
  expect((await free.weep.credentials("PaymentsOnCall", true)).status).toBe(200);
  expect(free.lastPolicy()).toBeUndefined();
  expect((await free.weep.credentials("PaymentsOnCall")).status).toBe(200);
  expect(rangesIn(free.lastPolicy())).toEqual(["203.0.113.0/24"]);
});

test("a program's own ranges narrow, and never widen", async () => {
  const { weep, lastPolicy, asked } = await open({ credentials: { networks: ["203.0.113.0/24"] } });
  const ask = (...ranges: string[]) =>
    weep.post(`${JSON.stringify({ requested_role: "PaymentsOnCall", custom_ip_restrictions: ranges })}\n`);
  expect((await ask("203.0.113.16/28")).status).toBe(200);
  expect(rangesIn(lastPolicy())).toEqual(["203.0.113.16/28"]);
  const before = asked().length;
  for (const wide of [["0.0.0.0/0"], ["203.0.113.16/28", "198.51.100.1"], ["::/0"]])
    expect((await refusalOf(ask(...wide))).code).toBe("forbidden");
  expect((await refusalOf(ask("nonsense"))).code).toBe("invalid");
  expect(asked()).toHaveLength(before);
});

test("VPCs are named beside the networks, since calls through their endpoints have no public address", async () => {
  const { priya, arn, lastPolicy } = await open({ credentials: { networks: ["198.51.100.0/24"], vpcs: ["vpc-0a1b"] } });
  await priya.api.access.signIn.mutate({ roleArn: arn });
  expect(rangesIn(lastPolicy())).toEqual(["198.51.100.0/24"]);
  expect(lastPolicy()).toContain('"StringNotEqualsIfExists":{"aws:SourceVpc":["vpc-0a1b"]}');
});

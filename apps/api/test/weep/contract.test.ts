import { afterAll, beforeAll, expect, test } from "bun:test";
import { createMemoryCache } from "@gatehouse/store/memory-cache";
import type { Config } from "../../src/config/config.ts";
import type { Browser } from "../browser.ts";
import { createTestApp, type TestApp } from "../test-app.ts";
import { createWeep, Issued, Polled, PRIYA, refusalOf, Roles, Started, type Weep } from "./weep.ts";

let t: TestApp;
let priya: Browser;
let weep: Weep;

beforeAll(async () => {
  // Nobody tells the read model of changes, so that a test can see it lag behind the store.
  const cache = createMemoryCache({ now: () => Date.parse("2026-11-24T14:00:00Z") });
  t = await createTestApp({ adapters: { cache: { ...cache, publish: async () => {} } } });
  await t.sync();
  priya = t.browser();
  await priya.signIn("priya.raman");
  weep = createWeep(t);
  await weep.logIn(priya);
});
afterAll(() => t.close());

const arnOf = (account: string, name: string): string => t.world.role(account, name).arn;
const PAYMENTS = (): string => t.world.account("payments-prod").id;

async function audited(command: string): Promise<{ outcome: string; details?: Record<string, string> | undefined }[]> {
  const events = (await Array.fromAsync(t.app.store.audit.ofDay("2026-11-24"))).flat();
  return events.filter((event) => event.command === command);
}

test("the generator answers two absolute addresses of ours for any name, as it came", async () => {
  for (const user of [PRIYA, "CORP%5Cal%20ice+x@e.c", "a/b@c", "100%"]) {
    const answer = await weep.get(`/noauth/v1/challenge_generator/${user}`);
    expect(answer.headers.get("content-type")).toStartWith("application/json");
    const { challenge_url, polling_url } = Started.parse(await answer.json());
    expect(challenge_url).toMatch(/^http:\/\/127\.0\.0\.1:8081\/challenge_validator\/[\w-]+[0-9A-F]{6}$/);
    expect(polling_url).toMatch(/^http:\/\/127\.0\.0\.1:8081\/noauth\/v1\/challenge_poller\/[\w-]+$/);
  }
});

test("the poller says pending, then success once with the cookie's name, whole seconds and the name as it came", async () => {
  const [another, browser] = [createWeep(t), t.browser()];
  await browser.signIn("priya.raman");
  const { challenge, poll } = await another.begin("Priya.Raman@Larkspur.example");
  expect(await (await another.get(poll)).json()).toEqual({ status: "pending" });
  const { nonce, code } = await browser.api.cli.openLogin.mutate({ token: challenge });
  expect(challenge.endsWith(code)).toBe(true);
  expect((await another.poll(poll)).status).toBe("pending");
  await browser.api.cli.answerLogin.mutate({ token: challenge, nonce, approve: true });
  const success = Polled.parse(await (await another.get(poll)).json());
  expect(success).toMatchObject({
    status: "success",
    cookie_name: "consoleme_auth",
    secure: false,
    expiration: Math.floor(t.now() / 1000) + 12 * 3600,
    user: "Priya.Raman@Larkspur.example",
  });
  expect(await (await another.get(poll)).json()).toEqual({ status: "unknown" });
});

test("get_roles lists by ARN, those for the CLI alone only with all=true, in both versions", async () => {
  const all = Roles.parse(await (await weep.get("/api/v2/get_roles?all=true")).json());
  expect(all).toMatchObject({ status: "success", status_code: 200 });
  const arns = all.data.roles.map(({ arn }) => arn);
  expect(arns).toEqual(arns.toSorted());
  const cliOnly = arns.filter((arn) => arn.endsWith("payments-settlement-runner"));
  expect(cliOnly).toHaveLength(1);
  expect(all.data.roles.find(({ arn }) => arn === arnOf("payments-prod", "PaymentsOnCall"))).toMatchObject({
    account_id: PAYMENTS(),
    account_friendly_name: "payments-prod",
    role_name: "PaymentsOnCall",
  });
  expect(await (await weep.get("/api/v1/get_roles?all=true")).json()).toEqual(arns);
  const forConsole = await (await weep.get("/api/v1/get_roles")).json();
  expect(forConsole).toEqual(arns.filter((arn) => !cliOnly.includes(arn)));
});

test("get_credentials answers credentials that work, of the one role that a text or an ARN in any case means", async () => {
  const arn = arnOf("payments-prod", "PaymentsOnCall");
  for (const wanted of ["PaymentsOnCall", "paymentsoncall", arn, arn.toUpperCase()]) {
    const answer = await weep.credentials(wanted);
    expect(answer.status).toBe(200);
    const { Credentials } = Issued.parse(await answer.json());
    expect(Credentials.RoleArn).toBe(arn);
    expect(Credentials.Expiration).toBe(Math.floor(t.now() / 1000) + 3600);
    expect(JSON.stringify(Credentials)).not.toContain("%");
  }
  const assumed = t.simulator.calls.list().filter(({ input }) => input["RoleArn"] === arn);
  expect(assumed.at(-1)).toMatchObject({ outcome: "ok", input: { RoleSessionName: PRIYA, SourceIdentity: PRIYA } });
});

test("roles for the CLI alone are issued here, unless the program asks for those of the console", async () => {
  expect((await weep.credentials("payments-settlement-runner")).status).toBe(200);
  const body = `{"requested_role":"payments-settlement-runner","no_ip_restrictions":false,"console_only":true}\n`;
  expect((await refusalOf(weep.post(body))).code).toBe("900");
});

test("what the program says of itself is taken, unknown fields too, and the audit has it", async () => {
  const metadata = `{"hostname":"vm-7","username":"root","cert_age_seconds":893,"cert_fingerprint_sha256":"67b1f3e5","weep_version":"0.3.31","weep_method":"export","new_in_1_0":[1]}`;
  const body = `{"requested_role":"PaymentsOnCall","no_ip_restrictions":false,"metadata":${metadata},"later":{}}\n`;
  expect((await weep.post(body)).status).toBe(200);
  const line = (await audited("issue-cli-credentials")).find(({ details }) => details?.["hostname"] === "vm-7");
  expect(line?.details).toMatchObject({ username: "root", weep_version: "0.3.31", cert_age_seconds: "893" });
  expect((await priya.api.cli.logins.query({})).some(({ host }) => host === "vm-7")).toBe(true);
  const odd = `{"requested_role":"PaymentsOnCall","no_ip_restrictions":false,"metadata":{"hostname":7,"cert_age_seconds":"x"}}\n`;
  expect((await weep.post(odd)).status).toBe(200);
});

test("each refusal has the code that the CLI knows it by, a status that is none of success, and the text that was asked", async () => {
  const two = "role/Payments";
  expect(await refusalOf(weep.credentials("nothere"))).toMatchObject({
    http: 403,
    code: "900",
    requested_role: "nothere",
  });
  expect(await refusalOf(weep.credentials("arn:aws:s3:::bucket"))).toMatchObject({ http: 403, code: "899" });
  const several = (await (await weep.credentials(two)).json()) as Record<string, unknown>;
  expect(several).toMatchObject({ code: "901", requested_role: two });
  expect(several["matching roles"]).toContain(arnOf("payments-prod", "PaymentsOnCall"));
  const line = (await audited("issue-cli-credentials")).find(({ details }) => details?.["matching"] !== undefined);
  expect(line?.details?.["matching"]).toContain(arnOf("payments-prod", "PaymentsOnCall"));
  for (const body of [
    "{}",
    `{"requested_role":""}\n`,
    "not json",
    "",
    "[]",
    `{"requested_role":7}`,
    `{"app_name":"x"}`,
  ])
    expect([body, await refusalOf(weep.post(body))]).toMatchObject([body, { http: 400, code: "904" }]);
  const old = `{"requested_role":"PaymentsOnCall","no_ip_restrictions":false,"metadata":{"cert_age_seconds":99999999}}\n`;
  expect(await refusalOf(weep.post(old))).toMatchObject({ http: 403, code: "905" });
});

test("AWS's refusal is 902 with AWS's words, and a role that was taken away since is 903 and not asked of AWS", async () => {
  const arn = arnOf("payments-dev", "PaymentsEngineer");
  const { trustPolicy } = t.world.role("payments-dev", "PaymentsEngineer");
  t.world.setTrustPolicy("payments-dev", "PaymentsEngineer", { Version: "2012-10-17", Statement: [] });
  const refused = await (await weep.credentials(arn)).json();
  t.world.setTrustPolicy("payments-dev", "PaymentsEngineer", trustPolicy);
  expect(refused).toMatchObject({
    code: "902",
    matching_role: arn,
    exception: expect.stringContaining("is not authorized to perform: sts:AssumeRole"),
  });
  const [role] = await t.app.store.roles.read([arn]);
  if (role === undefined) throw new Error("the role was not synced");
  await t.app.store.roles.apply(role.accountId, { put: [{ ...role, tags: {} }] });
  const before = t.simulator.calls.count("sts", "AssumeRole");
  expect(await refusalOf(weep.credentials(arn))).toMatchObject({ http: 403, code: "903" });
  expect(t.simulator.calls.count("sts", "AssumeRole")).toBe(before);
  await t.app.store.roles.apply(role.accountId, { put: [role] });
  await t.app.estate.refresh();
});

test("the typeahead answers accounts as name and number, roles by any part after the ARN's beginning, and none as a list", async () => {
  const accounts = "/api/v1/policies/typeahead?limit=1000&resource=account&search=";
  const all = (await (await weep.get(accounts)).json()) as { title: string }[];
  expect(all.length).toBeGreaterThanOrEqual(10);
  for (const { title } of all) expect(title).toMatch(/^[^()]+ \(\d{12}\)$/);
  expect(await (await weep.get(`${accounts}payments-prod`)).json()).toEqual([
    { title: `payments-prod (${PAYMENTS()})` },
  ]);
  expect(await (await weep.get(`${accounts}zzzz`)).json()).toEqual([]);
  const roles = `/api/v1/policies/typeahead?limit=5000&resource=iam_arn&search=arn%3Aaws%3Aiam%3A%3A${PAYMENTS()}%3Arole%2F`;
  expect(await (await weep.get(`${roles}oncall`)).json()).toEqual([
    { title: arnOf("payments-prod", "PaymentsOnCall") },
  ]);
  expect(((await (await weep.get(roles)).json()) as unknown[]).length).toBeGreaterThan(1);
  expect(await refusalOf(weep.get("/api/v1/policies/typeahead?resource=s3&search=x"))).toMatchObject({ http: 404 });
});

test("an account's name has no bracket of its own, since the CLI reads the number from the first one", async () => {
  const change = (config: Config): Config => ({
    ...config,
    accounts: [{ id: "123456789012", name: "Prod (EU) (old)" }],
  });
  const named = await createTestApp({ change });
  await named.sync();
  const browser = named.browser();
  await browser.signIn("priya.raman");
  const stranger = createWeep(named);
  await stranger.logIn(browser);
  const found = await stranger.get("/api/v1/policies/typeahead?limit=1000&resource=account&search=eu");
  expect(await found.json()).toContainEqual({ title: "Prod EU old (123456789012)" });
  await named.close();
});

test("get_resource_url answers a path of ours, and 404 with its reason for what it does not know", async () => {
  const arn = encodeURIComponent(arnOf("payments-prod", "PaymentsOnCall"));
  const known = (await (await weep.get(`/api/v2/get_resource_url?arn=${arn}`)).json()) as Record<string, unknown>;
  expect(known).toMatchObject({
    status: "success",
    status_code: 200,
    data: { url: `/policies/edit/${PAYMENTS()}/iamrole/PaymentsOnCall` },
  });
  const topic = encodeURIComponent(`arn:aws:sns:us-east-1:${PAYMENTS()}:orders`);
  const other = (await (await weep.get(`/api/v2/get_resource_url?arn=${topic}`)).json()) as { data: { url: string } };
  expect(other.data.url).toStartWith(`/role/${PAYMENTS()}?redirect=https%3A%2F%2F`);
  const cases = {
    "": "missing_data",
    "x%2Fy": "malformed_data",
    [`${arn}Gone`]: "invalid_data",
    "arn%3Aaws%3As3%3A%3A%3Ab": "invalid_data",
  };
  for (const [wanted, reason] of Object.entries(cases)) {
    expect([wanted, await refusalOf(weep.get(`/api/v2/get_resource_url?arn=${wanted}`))]).toMatchObject([
      wanted,
      { http: 404, reason },
    ]);
  }
});

test("an address that ends in a slash, and so paths with two, work", async () => {
  expect((await weep.get("//api/v2/get_roles?all=true")).status).toBe(200);
  expect((await weep.get(`//noauth/v1/challenge_generator/${PRIYA}`)).status).toBe(200);
});

test("under /api and /noauth every status is JSON in the CLI's shape, and never a redirect", async () => {
  const stranger = createWeep(t);
  const answers = await Promise.all([
    stranger.get("/api/v2/get_roles?all=true"),
    stranger.get("/api/nothing"),
    stranger.get("/api/trpc"),
    stranger.get("/api"),
    stranger.get("/noauth/v1/nothing"),
    stranger.get("//api/trpc/session.me"),
    stranger.send("DELETE", "/api/v1/get_credentials"),
    stranger.send("POST", "/noauth/v1/challenge_poller/x", "{}"),
    stranger.send("PUT", "/api/v2/get_roles", "x".repeat(2_000_000)),
    weep.post(`{"requested_role":"${"x".repeat(100_000)}"}`),
    createWeep(t, { origin: "https://evil.example" }).get("/api/v2/get_roles"),
    createWeep(t, { host: "evil.example" }).get("/api/v2/get_roles"),
  ]);
  for (const answer of answers) {
    expect(answer.headers.get("content-type")).toStartWith("application/json");
    expect([301, 302, 303, 307, 308]).not.toContain(answer.status);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect((await refusalOf(Promise.resolve(answer))).code).not.toBe("invalid_jwt");
  }
  expect(answers.map(({ status }) => status)).toEqual([403, 404, 404, 404, 404, 404, 405, 405, 405, 400, 403, 403]);
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { Failure } from "@gatehouse/core/failure";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import type { Table } from "@gatehouse/store/table";
import { AUDIT, CLI_LOGINS } from "@gatehouse/store/tables";
import type { Browser } from "../browser.ts";
import { signId } from "../../src/auth/cookie.ts";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";
import { createWeep, PRIYA, refusalOf, Roles, type Weep } from "./weep.ts";

let t: TestApp;
let priya: Browser;
let weep: Weep;
let lost: ReadonlySet<string> = new Set();
let arn = "";

/** A table of which a test can make parts unreachable. */
function breakable(table: Table): Table {
  const reach = (name: string): void => {
    if (lost.has(name)) throw new Failure("unavailable", "The storage cannot be reached.");
  };
  return {
    ...table,
    get: async (name, key) => (reach(name), table.get(name, key)),
    write: async (name, writes) => (reach(name), table.write(name, writes)),
  };
}

beforeEach(async () => {
  lost = new Set();
  const table = createSqliteTable({ path: ":memory:", now: () => Date.parse("2026-11-24T14:00:00Z") });
  t = await createTestApp({ adapters: { table: breakable(table) } });
  await t.sync();
  priya = t.browser();
  await priya.signIn("priya.raman");
  weep = createWeep(t);
  await weep.logIn(priya);
  arn = t.world.role("payments-prod", "PaymentsOnCall").arn;
});
afterEach(() => t.close());

const issued = (): number => t.simulator.calls.list().filter(({ input }) => input["RoleArn"] === arn).length;
const webValue = (): string => (priya.cookie() ?? "").split("=").slice(1).join("=");

test("a web session's cookie opens nothing at the CLI's door, neither under its own name nor under the CLI's", async () => {
  const stranger = createWeep(t);
  stranger.setToken(webValue());
  expect((await refusalOf(stranger.credentials(arn))).code).toBe("invalid_jwt");
  const under = createWeep(t, { cookie: priya.cookie() ?? "" });
  expect((await refusalOf(under.credentials(arn))).code).toBe("unauthenticated");
  expect(issued()).toBe(0);
});

test("a CLI token opens no page's door, neither under its own name nor under the web's", async () => {
  for (const cookie of [`consoleme_auth=${weep.token()}`, `gatehouse=${weep.token()}`]) {
    const browser = t.browser({ cookie });
    expect((await failureOf(browser.api.session.me.query())).code).toBe("unauthenticated");
    expect((await failureOf(browser.api.access.signIn.mutate({ roleArn: arn }))).code).toBe("unauthenticated");
  }
  expect(issued()).toBe(0);
});

test("a forged, changed or foreign token is told apart from none, since the CLI deletes what it has for a bad one", async () => {
  const [secret = "", signature = ""] = (weep.token() ?? "").split(".");
  const bad = [
    "eyJhbGciOiJIUzI1NiJ9.e30.x",
    `${secret}.${"A".repeat(43)}`,
    `${secret}x.${signature}`,
    signId(secret, t.app.secrets),
    signId("unknown", t.app.secrets, "gatehouse-cli"),
    signId(secret, ["a-secret-that-is-not-one-of-ours!"], "gatehouse-cli"),
    "x".repeat(5000),
  ];
  for (const token of bad) {
    const stranger = createWeep(t);
    stranger.setToken(token);
    expect(await refusalOf(stranger.get("/api/v2/get_roles?all=true"))).toMatchObject({
      http: 403,
      code: "invalid_jwt",
    });
  }
  const none = await refusalOf(createWeep(t).get("/api/v2/get_roles?all=true"));
  expect(none).toMatchObject({ http: 403, code: "unauthenticated", message: "Not logged in; restart weep" });
});

test("a page of another site cannot act as the CLI, and ours gets no more than the CLI does", async () => {
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:9999" },
    { "sec-fetch-site": "cross-site" },
  ];
  for (const headers of foreign) {
    const page = createWeep(t, headers);
    page.setToken(weep.token());
    expect(await refusalOf(page.credentials(arn))).toMatchObject({ http: 403, code: "forbidden" });
    expect((await page.get(`/noauth/v1/challenge_generator/${PRIYA}`)).status).toBe(403);
  }
  expect(issued()).toBe(0);
  expect((await weep.credentials(arn)).status).toBe(200);
});

test("who was removed has no login any more, and who left a group no role by it, at the next call", async () => {
  const people = t.app.config.sign_on.demo_people;
  const at = people.findIndex(({ name }) => name === PRIYA);
  const [person] = people.slice(at, at + 1);
  if (person === undefined) throw new Error("the demo has no such person");
  people[at] = { ...person, groups: ["all-staff"] };
  const { data } = Roles.parse(await (await weep.get("/api/v2/get_roles?all=true")).json());
  expect(data.roles.map((role) => role.arn)).not.toContain(t.world.role("payments-dev", "PaymentsEngineer").arn);
  expect((await refusalOf(weep.credentials("PaymentsEngineer"))).code).toBe("900");
  people.splice(at, 1);
  expect((await refusalOf(weep.credentials(arn))).code).toBe("invalid_jwt");
  expect(issued()).toBe(0);
});

test("a later sign-on with other groups is what the login follows, as it follows the one that approved it before", async () => {
  const known = await t.app.store.people.get(PRIYA);
  if (known === undefined) throw new Error("nobody signed on");
  t.app.config.sign_on.methods = ["oidc", "demo"];
  expect((await weep.credentials("PaymentsOnCall")).status).toBe(200);
  const later = { ...known, method: "oidc", signedOnAt: "2026-11-24T14:00:01.000Z" };
  await t.app.store.people.put({ ...later, groups: ["all-staff"] });
  expect((await refusalOf(weep.credentials("PaymentsEngineer"))).code).toBe("900");
  await t.app.store.people.put({ ...later, groups: known.groups });
  expect((await weep.get("/api/v1/get_roles")).status).toBe(200);
});

test("a login approved by a sign-on that is no longer in use is nobody's", async () => {
  t.app.config.sign_on.methods = ["header"];
  expect((await refusalOf(weep.credentials(arn))).code).toBe("invalid_jwt");
});

test("where the audit cannot be written, AWS is not asked and no login begins, and the CLI keeps its token", async () => {
  const { challenge, poll } = await weep.begin();
  const { nonce } = await priya.api.cli.openLogin.mutate({ token: challenge });
  await priya.api.cli.answerLogin.mutate({ token: challenge, nonce, approve: true });
  lost = new Set([AUDIT]);
  expect(await refusalOf(weep.credentials(arn))).toMatchObject({ http: 503, code: "unavailable" });
  expect(issued()).toBe(0);
  expect((await weep.poll(poll)).status).toBe("pending");
  lost = new Set([CLI_LOGINS]);
  expect(await refusalOf(weep.get("/api/v2/get_roles"))).toMatchObject({ http: 503, code: "unavailable" });
  lost = new Set();
  expect((await weep.credentials(arn)).status).toBe(200);
  expect(await priya.api.cli.logins.query({})).toHaveLength(1);
});

test("a program that asks without end is told so in words that the CLI shows, and goes on a minute later", async () => {
  const answers = await Promise.all(Array.from({ length: 121 }, () => weep.credentials("nothere")));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
  const limited = await refusalOf(weep.credentials(arn));
  expect(limited).toMatchObject({ http: 429, code: "429", message: expect.stringContaining("Wait a minute") });
  t.pass(60_000);
  expect((await weep.credentials(arn)).status).toBe(200);
});

test("tricks with paths reach nothing but what the plain path does", async () => {
  for (const path of [
    "/noauth/../api/v1/get_roles",
    "/api/v1/../v1/get_roles",
    "/api/./v1/get_roles",
    "///api/v1/get_roles",
    "/noauth/v1/challenge_poller/../../../api/v1/get_roles",
  ]) {
    expect([path, (await createWeep(t).get(path)).status]).toEqual([path, 403]);
  }
  for (const path of ["/api/v1/get_roles/", "/api/v1/get_roles%2f", "/api//v1/get_roles", "/api/v1/get_credentials;x"])
    expect([path, (await weep.get(path)).status]).toEqual([path, 404]);
});

test("the CLI's token and the credentials stand in no row of the audit", async () => {
  const answer = (await (await weep.credentials(arn)).json()) as { Credentials: Record<string, string> };
  const kept = JSON.stringify(await Array.fromAsync(t.app.store.audit.ofDay("2026-11-24")));
  for (const secret of [weep.token(), answer.Credentials["SecretAccessKey"], answer.Credentials["SessionToken"]])
    expect(kept).not.toContain(secret ?? "");
});

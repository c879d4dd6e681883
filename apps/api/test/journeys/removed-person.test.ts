import { afterEach, beforeEach, expect, test } from "bun:test";
import type { Person } from "@gatehouse/core/actor";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import type { Table } from "@gatehouse/store/table";
import { CLI_LOGINS, SESSIONS, TOKENS } from "@gatehouse/store/tables";
import { signId } from "../../src/auth/cookie.ts";
import { startSession } from "../../src/auth/sessions.ts";
import { OidcConfig } from "../../src/config/oidc.ts";
import type { Browser } from "../browser.ts";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";
import { createWeep, PRIYA, refusalOf, Roles, type Weep } from "../weep/weep.ts";

const SECOND = 1000;
const TOKEN = { name: "x", scopes: ["list-eligible-roles" as const], days: 1 };
let t: TestApp;
let priya: Browser;
let weep: Weep;
let lagging = false;

/** A table whose lists of what a person has do not have the latest rows yet. */
function behind(table: Table): Table {
  const lists = new Set([SESSIONS, CLI_LOGINS, TOKENS]);
  return {
    ...table,
    async *query(name, wanted) {
      if (!lagging || !lists.has(name)) yield* table.query(name, wanted);
    },
  };
}

beforeEach(async () => {
  lagging = false;
  const table = behind(createSqliteTable({ path: ":memory:", now: () => Date.parse("2026-11-24T14:00:00Z") }));
  t = await createTestApp({ adapters: { table } });
  priya = t.browser();
  await priya.signIn("priya.raman");
  weep = createWeep(t);
});
afterEach(() => t.close());

async function endAccess(): Promise<unknown> {
  const admin = t.browser();
  await admin.signIn("hye-jin.seo");
  return admin.api.session.endAccessOf.mutate({ person: PRIYA });
}

/** Approves a login of the CLI, which has not asked for its token yet. */
async function approve(browser = priya): Promise<string> {
  const { challenge, poll } = await weep.begin();
  const { nonce } = await browser.api.cli.openLogin.mutate({ token: challenge });
  await browser.api.cli.answerLogin.mutate({ token: challenge, nonce, approve: true });
  return poll;
}

test("an approval of one who was removed since gives the program nothing", async () => {
  const poll = await approve();
  await endAccess();
  t.pass(60 * SECOND);
  expect((await weep.poll(poll)).status).toBe("denied");
});

test("whoever was removed makes no token in a process that remembers their session", async () => {
  lagging = true;
  await endAccess();
  t.pass(SECOND);
  expect((await failureOf(priya.api.tokens.create.mutate(TOKEN))).code).toBe("unauthenticated");
});

test("what the lists do not have yet ends with the access, and a later sign-on begins anew", async () => {
  const { text } = await priya.api.tokens.create.mutate(TOKEN);
  await weep.logIn(priya);
  lagging = true;
  expect(await endAccess()).toEqual({ sessions: 0, tokens: 0, cliLogins: 0 });
  lagging = false;
  t.pass(5 * SECOND);
  const program = t.browser({ authorization: `Bearer ${text}` });
  const ended = async () => {
    expect((await failureOf(program.api.access.eligibleRoles.query({}))).code).toBe("unauthenticated");
    expect((await refusalOf(weep.get("/api/v2/get_roles?all=true"))).code).toBe("invalid_jwt");
    expect((await failureOf(priya.api.session.me.query())).code).toBe("unauthenticated");
  };
  await ended();
  const again = t.browser();
  await again.signIn("priya.raman");
  await again.api.tokens.create.mutate(TOKEN);
  await ended();
});

test("signing out everywhere ends CLI logins and approvals too, and the profile names the tokens that it leaves", async () => {
  await priya.api.tokens.create.mutate({ ...TOKEN, name: "nightly" });
  const poll = await approve();
  await weep.logIn(priya);
  expect((await priya.api.session.profile.query()).liveTokens).toEqual(["nightly"]);
  await priya.api.session.signOutEverywhere.mutate();
  expect((await refusalOf(weep.get("/api/v2/get_roles?all=true"))).code).toBe("invalid_jwt");
  expect((await weep.poll(poll)).status).toBe("denied");
});

const PROVIDER = OidcConfig.parse({ issuer: "http://127.0.0.1:9", client_id: "gatehouse" });

test("an old browser approves no login with groups that a later sign-on took away", async () => {
  const world = await createTestApp({
    change: (config) => ({
      ...config,
      public_url: "http://localhost",
      sign_on: { ...config.sign_on, methods: ["oidc"], oidc: PROVIDER },
    }),
  });
  await world.sync();
  const signOn = async (groups: string[]): Promise<Browser> => {
    const person: Person = { kind: "person", name: PRIYA, groups };
    const { id = "" } = await startSession(world.app, { person, displayName: "Priya Raman" }, "oidc");
    const browser = world.browser();
    browser.setCookie(`gatehouse=${signId(id, world.app.secrets)}`);
    world.pass(60 * SECOND);
    return browser;
  };
  const old = await signOn(["payments-engineering"]);
  await signOn(["all-staff"]);
  const program = createWeep(world);
  await program.logIn(old);
  const { data } = Roles.parse(await (await program.get("/api/v2/get_roles?all=true")).json());
  expect(data.roles.map(({ role_name }) => role_name)).not.toContain("PaymentsEngineer");
  const latest = await signOn(["payments-engineering"]);
  await program.logIn(latest);
  const again = Roles.parse(await (await program.get("/api/v2/get_roles?all=true")).json());
  expect(again.data.roles.map(({ role_name }) => role_name)).toContain("PaymentsEngineer");
  await world.close();
});

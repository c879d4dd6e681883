import { afterEach, beforeEach, expect, test } from "bun:test";
import { Failure } from "@gatehouse/core/failure";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import type { Table } from "@gatehouse/store/table";
import { readSession, startSession } from "../../src/auth/sessions.ts";
import type { Config } from "../../src/config/config.ts";
import { RUNS_CHANNEL } from "../../src/jobs/run-log.ts";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";
import { createWeep, refusalOf } from "../weep/weep.ts";

const NOW = Date.parse("2026-11-24T14:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let t: TestApp;

beforeEach(async () => {
  t = await createTestApp();
});
afterEach(() => t.close());

test("a session ends after twelve hours, however much it is used", async () => {
  const browser = t.browser();
  await browser.signIn("priya.raman");
  for (let passed = 0; passed < 12 * HOUR - 30 * MINUTE; passed += 30 * MINUTE) {
    t.pass(30 * MINUTE);
    if (passed + 30 * MINUTE < 12 * HOUR) await browser.api.session.me.query();
  }
  t.pass(30 * MINUTE);
  expect((await failureOf(browser.api.session.me.query())).code).toBe("unauthenticated");
});

test("a session ends after an hour without use, and use keeps it", async () => {
  const browser = t.browser();
  await browser.signIn("priya.raman");
  t.pass(59 * MINUTE);
  await browser.api.session.me.query();
  t.pass(59 * MINUTE);
  await browser.api.session.me.query();
  t.pass(61 * MINUTE);
  expect((await failureOf(browser.api.session.me.query())).code).toBe("unauthenticated");
});

test("signing in makes a new id, whatever cookie was planted before", async () => {
  const browser = t.browser();
  await browser.signIn("priya.raman");
  const planted = browser.cookie();
  await browser.signIn("tomas.arriaga");
  expect(browser.cookie()).not.toBe(planted);
  expect((await browser.api.session.me.query()).name).toBe("tomas.arriaga@larkspur.example");
});

test("signing out ends the session for every browser that has its cookie", async () => {
  const browser = t.browser();
  await browser.signIn("priya.raman");
  const copy = t.browser();
  copy.setCookie(browser.cookie());
  await browser.api.session.signOut.mutate();
  expect((await failureOf(copy.api.session.me.query())).code).toBe("unauthenticated");
});

test("signing out everywhere ends all of a person's sessions, and nobody else's", async () => {
  const [laptop, phone, other] = [t.browser(), t.browser(), t.browser()];
  await laptop.signIn("priya.raman");
  await phone.signIn("priya.raman");
  await other.signIn("noor.haddad");
  await laptop.api.session.signOutEverywhere.mutate();
  t.pass(5_000);
  for (const ended of [laptop, phone]) {
    expect((await failureOf(ended.api.session.me.query())).code).toBe("unauthenticated");
  }
  expect((await other.api.session.me.query()).displayName).toBe("Noor Haddad");
});

test("an admin ends the sessions, tokens and CLI logins of one who has left, and nobody else may", async () => {
  const [priya, admin] = [t.browser(), t.browser()];
  await priya.signIn("priya.raman");
  await admin.signIn("hye-jin.seo");
  const { text } = await priya.api.tokens.create.mutate({ name: "x", scopes: ["list-eligible-roles"], days: 1 });
  const weep = createWeep(t);
  await weep.logIn(priya);
  const leaver = { person: "Priya.Raman@larkspur.example" };
  expect((await failureOf(priya.api.session.endAccessOf.mutate(leaver))).code).toBe("forbidden");
  expect(await admin.api.session.endAccessOf.mutate(leaver)).toEqual({
    sessions: 1,
    tokens: 1,
    cliLogins: 1,
  });
  const { events } = await admin.api.audit.events.query({ command: "end-access-of-others" });
  expect(events.map(({ outcome }) => outcome)).toEqual(["done", "attempted", "refused"]);
  expect((await refusalOf(weep.get("/api/v1/get_roles"))).code).toBe("invalid_jwt");
  t.pass(5_000);
  expect((await failureOf(priya.api.session.me.query())).code).toBe("unauthenticated");
  const program = t.browser({ authorization: `Bearer ${text}` });
  expect((await failureOf(program.api.access.eligibleRoles.query({}))).code).toBe("unauthenticated");
});

test("a person whom the sign-on no longer knows has no session and no token any more", async () => {
  const table = createSqliteTable({ path: ":memory:", now: () => NOW });
  const kept = { ...table, close: () => Promise.resolve() };
  const before = await createTestApp({ adapters: { table: kept } });
  const browser = before.browser();
  await browser.signIn("priya.raman");
  const { text } = await browser.api.tokens.create.mutate({ name: "x", scopes: ["list-eligible-roles"], days: 1 });
  await before.close();
  const without = (config: Config): Config => ({
    ...config,
    sign_on: {
      ...config.sign_on,
      demo_people: config.sign_on.demo_people.filter(({ name }) => !name.startsWith("priya")),
    },
  });
  const after = await createTestApp({ change: without, adapters: { table: kept } });
  const again = after.browser();
  again.setCookie(browser.cookie());
  expect((await failureOf(again.api.session.me.query())).code).toBe("unauthenticated");
  const program = after.browser({ authorization: `Bearer ${text}` });
  expect((await failureOf(program.api.access.eligibleRoles.query({}))).message).toContain("no longer knows the owner");
  await after.close();
});

test("the cookie cannot be read by scripts nor sent by other sites, and its id is in no table", async () => {
  const browser = t.browser();
  const answer = await browser.send("/api/trpc/session.signInDemo", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "priya.raman@larkspur.example", next: "//evil.example" }),
  });
  expect(answer.headers.get("set-cookie")).toMatch(
    /^gatehouse=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43\d{3}$/,
  );
  expect(await answer.json()).toEqual({ result: { data: { next: "/" } } });
});

test("the shell is told who is signed in and who may administer", async () => {
  const [priya, hyeJin] = [t.browser(), t.browser()];
  await priya.signIn("priya.raman");
  await hyeJin.signIn("hye-jin.seo");
  expect(await priya.api.session.me.query()).toMatchObject({ displayName: "Priya Raman", admin: false, demo: true });
  expect((await hyeJin.api.session.me.query()).admin).toBe(true);
});

test("whoever is not signed in is told what sign-in offers, and nothing else", async () => {
  const browser = t.browser();
  const options = await browser.api.session.options.query();
  expect(options.methods).toEqual(["demo"]);
  expect(options.demoPeople[0]).not.toHaveProperty("groups");
  for (const call of [
    browser.api.access.eligibleRoles.query({}),
    browser.api.access.preferences.query(),
    browser.api.session.signOut.mutate(),
  ]) {
    expect((await failureOf(call)).code).toBe("unauthenticated");
  }
});

test("an admin's command is refused to others with the reason, and the refusal is audited", async () => {
  const browser = t.browser();
  await browser.signIn("priya.raman");
  const refused = await failureOf(browser.api.jobs.runNow.mutate({ job: "sync-estate" }));
  expect(refused).toMatchObject({
    code: "forbidden",
    status: 403,
    message: expect.stringContaining("groups.can_admin"),
  });
  const [page] = await Array.fromAsync(t.app.store.audit.ofDay("2026-11-24"));
  expect(page?.map(({ command, outcome }) => [command, outcome])).toContainEqual(["run-job", "refused"]);
});

test("the demo's sessions outlive a restart, though its config names no secret", async () => {
  const table = createSqliteTable({ path: ":memory:", now: () => NOW });
  const change = (config: Config): Config => ({ ...config, session: { ...config.session, secrets: [] } });
  const kept = { ...table, close: () => Promise.resolve() };
  const before = await createTestApp({ change, adapters: { table: kept } });
  const browser = before.browser();
  await browser.signIn("priya.raman");
  await before.close();
  const after = await createTestApp({ change, adapters: { table: kept } });
  const again = after.browser();
  again.setCookie(browser.cookie());
  expect((await again.api.session.me.query()).name).toBe("priya.raman@larkspur.example");
  await after.close();
});

test("a session goes on while the store takes no writes", async () => {
  let full = false;
  const table = createSqliteTable({ path: ":memory:", now: () => NOW });
  const readOnly: Table = {
    ...table,
    async write(name, writes) {
      if (full) throw new Failure("unavailable", "The disk of the database file is full.");
      return table.write(name, writes);
    },
  };
  const world = await createTestApp({ adapters: { table: readOnly } });
  const person = { kind: "person" as const, name: "priya.raman@larkspur.example", groups: [] };
  const { key } = await startSession(world.app, { person, displayName: "Priya Raman" }, "demo");
  full = true;
  world.pass(2 * MINUTE);
  expect((await readSession(world.app, key))?.person).toEqual(person);
  await world.close();
});

test("a stream ends with the session that opened it", async () => {
  const browser = t.browser();
  await browser.signIn("priya.raman");
  const copy = t.browser();
  copy.setCookie(browser.cookie());
  await t.app.store.runs.start({
    id: "run_1",
    job: "sync-estate",
    startedAt: new Date(NOW).toISOString(),
    startedBy: "x",
  });
  const input = encodeURIComponent(JSON.stringify({ run: "run_1" }));
  const stream = await copy.send(`/api/trpc/jobs.progress?input=${input}`, {
    headers: { accept: "text/event-stream" },
  });
  await browser.api.session.signOut.mutate();
  t.pass(5_000);
  await t.app.store.runs.append({ type: "published", run: "run_1", sequence: 1, at: new Date(NOW).toISOString() });
  await t.app.cache.publish(RUNS_CHANNEL, "");
  const text = await stream.text();
  expect(text).toContain('"code":"unauthenticated"');
  expect(text).not.toContain('"published"');
});

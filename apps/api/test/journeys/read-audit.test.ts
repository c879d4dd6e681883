import { afterEach, beforeEach, expect, test } from "bun:test";
import type { AuditEvent } from "@gatehouse/core/audit-event";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

const PRIYA = "priya.raman@larkspur.example";
const HYE_JIN = "hye-jin.seo@larkspur.example";

let t: TestApp;

beforeEach(async () => {
  t = await createTestApp();
});
afterEach(() => t.close());

async function signedIn(name: string) {
  const browser = t.browser({ "user-agent": "test" });
  await browser.signIn(name);
  t.pass(1_000);
  return browser;
}

const words = (events: readonly AuditEvent[]): string[] =>
  events.map(({ actor, command, outcome }) => `${actor.name} ${command} ${outcome}`);

test("signing in, failing to, being refused and signing out are on record with the address they came from", async () => {
  const priya = await signedIn("priya.raman");
  await failureOf(priya.api.jobs.runNow.mutate({ job: "sync-estate" }));
  t.pass(1_000);
  await failureOf(t.browser().api.session.signInDemo.mutate({ name: "mallory@larkspur.example" }));
  t.pass(1_000);
  await priya.api.session.signOut.mutate();
  t.pass(1_000);
  const admin = await signedIn("hye-jin.seo");
  const { events, seesAll, next } = await admin.api.audit.events.query({});
  expect(words(events)).toEqual([
    `${HYE_JIN} sign-in done`,
    `${PRIYA} sign-out done`,
    "sign-on sign-in refused",
    `${PRIYA} run-job refused`,
    `${PRIYA} sign-in done`,
  ]);
  expect([seesAll, next]).toEqual([true, expect.any(String)]);
  expect(events[2]).toMatchObject({ target: "mallory@larkspur.example", from: { address: "127.0.0.1" } });
  expect(events[4]).toMatchObject({ from: { address: "127.0.0.1", agent: "test" } });
});

test("a person whom a trusted proxy names is on record once for each session", async () => {
  await t.close();
  t = await createTestApp({
    change: (config) => ({
      ...config,
      sign_on: { ...config.sign_on, methods: ["header"], header: { user: "x-user" }, trusted_proxies: ["127.0.0.0/8"] },
    }),
  });
  const browser = t.browser({ "x-user": "Ann@Larkspur.example" });
  await browser.api.session.me.query();
  t.pass(1_000);
  const { events } = await browser.api.audit.events.query({});
  expect(words(events)).toEqual(["ann@larkspur.example sign-in done"]);
});

test("a person sees what they did themselves and nothing of others; asking for more is refused and on record", async () => {
  await signedIn("hye-jin.seo");
  const priya = await signedIn("priya.raman");
  const mine = await priya.api.audit.events.query({});
  expect([words(mine.events), mine.seesAll]).toEqual([[`${PRIYA} sign-in done`], false]);
  const refused = await failureOf(priya.api.audit.events.query({ person: HYE_JIN }));
  expect([refused.code, refused.message]).toEqual(["forbidden", expect.stringContaining("groups.can_audit")]);
  const download = await priya.send(`/audit/export?format=jsonl&person=${HYE_JIN}`);
  expect(download.status).toBe(403);
  const own = await (await priya.send("/audit/export?format=jsonl")).text();
  expect(own).not.toContain("hye-jin.seo@larkspur.example sign-in");
  expect(
    words(
      own
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as AuditEvent),
    ).every((line) => line.startsWith(PRIYA)),
  ).toBe(true);
});

test("an auditor sees all without being an admin", async () => {
  await t.close();
  t = await createTestApp({
    change: (config) => ({ ...config, groups: { ...config.groups, can_audit: ["security-audit"] } }),
  });
  await signedIn("priya.raman");
  const noor = await signedIn("noor.haddad");
  const { events, seesAll } = await noor.api.audit.events.query({ person: PRIYA });
  expect([words(events), seesAll]).toEqual([[`${PRIYA} sign-in done`], true]);
  expect((await failureOf(noor.api.jobs.runNow.mutate({ job: "sync-estate" }))).code).toBe("forbidden");
});

test("an issue of credentials is on record before and after, with the role and the rule", async () => {
  await t.sync();
  const priya = await signedIn("priya.raman");
  const { roles } = await priya.api.access.eligibleRoles.query({});
  const role = roles.find(({ unusable }) => unusable === undefined);
  await priya.api.access.signIn.mutate({ roleArn: role?.arn ?? "" });
  const { events } = await priya.api.audit.events.query({ command: "sign-in-to-console" });
  expect(events.map(({ target }) => target)).toEqual([role?.arn, role?.arn]);
  expect(new Set(events.map(({ outcome }) => outcome))).toEqual(new Set(["attempted", "done"]));
  expect(events[0]?.because).toContain("names");
});

test("the log leaves as CSV and as JSON lines, as a file that nobody keeps, and the export is on record", async () => {
  const admin = await signedIn("hye-jin.seo");
  const csv = await admin.send("/audit/export?format=csv&command=sign-in");
  expect(Object.fromEntries(csv.headers)).toMatchObject({
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": 'attachment; filename="gatehouse-audit-2026-11-24.csv"',
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  const [head, first, ...more] = (await csv.text()).split("\r\n");
  expect(head).toStartWith("at,who,");
  expect(first).toStartWith(`2026-11-24T14:00:00.000Z,${HYE_JIN},person,,sign-in,,done,`);
  expect(more).toEqual([""]);
  t.pass(1_000);
  const { events } = await admin.api.audit.events.query({ command: "export-audit" });
  expect(events[0]).toMatchObject({ outcome: "done", details: { format: "csv", command: "sign-in" } });
});

test("an export of many pages is whole", async () => {
  const actor = { kind: "person" as const, name: PRIYA, groups: [] };
  for (let at = 0; at < 1_200; at += 1) {
    const time = new Date(t.now() - at * 60_000).toISOString();
    await t.app.store.audit.record({ id: `e${at}`, at: time, actor, command: "run-job", outcome: "refused" });
  }
  t.pass(1_000);
  const admin = await signedIn("hye-jin.seo");
  const text = await (await admin.send(`/audit/export?format=jsonl&person=${PRIYA}&outcome=refused`)).text();
  const ids = text
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as AuditEvent).id);
  expect(ids).toEqual(Array.from({ length: 1_200 }, (_, at) => `e${at}`));
});

test("what happened after the clock was set right again is seen at once, with its true time and in its order", async () => {
  const DAY = 86_400_000;
  t.pass(DAY);
  await signedIn("noor.haddad");
  t.pass(-DAY);
  const admin = await signedIn("hye-jin.seo");
  const people = ["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => `${name}@larkspur.example`);
  for (const person of people) await admin.api.session.endAccessOf.mutate({ person });
  const { events } = await admin.api.audit.events.query({ command: "end-access-of-others", outcome: "done" });
  expect(events.map(({ target }) => target)).toEqual(people.toReversed());
  expect(events.every(({ at }) => at.startsWith("2026-11-24T14:00"))).toBe(true);
});

test("an export of centuries is refused, unless it is of one person or one command", async () => {
  const admin = await signedIn("hye-jin.seo");
  const ask = (query: string) => admin.send(`/audit/export?format=jsonl&${query}`);
  const refused = await ask("since=0001-01-01T00:00:00Z");
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("400 days at most")]);
  for (const query of [
    `since=0001-01-01T00:00:00Z&person=${HYE_JIN}`,
    "since=0001-01-01T00:00:00Z&command=sign-in",
    "since=2024-01-01T00:00:00Z&until=2025-01-01T00:00:00Z",
  ])
    expect((await ask(query)).status).toBe(200);
});

test("a program gets the file by a token that is scoped to it, and everybody's only with the wider scope", async () => {
  await signedIn("priya.raman");
  const admin = await signedIn("hye-jin.seo");
  const ask = async (scopes: ("view-own-audit" | "view-audit" | "view-jobs")[]) => {
    const { text } = await admin.api.tokens.create.mutate({ name: "export", scopes, days: 1 });
    const headers = { authorization: `Bearer ${text}` };
    return t.browser().send("/audit/export?format=jsonl&command=sign-in", { headers });
  };
  expect((await ask(["view-jobs"])).status).toBe(403);
  const own = await ask(["view-own-audit"]);
  expect([own.status, await own.text()]).toEqual([200, expect.not.stringContaining(PRIYA)]);
  expect(await (await ask(["view-audit"])).text()).toContain(PRIYA);
});

test("a token that was revoked is refused, and its owner's log says so once however often it asks", async () => {
  const priya = await signedIn("priya.raman");
  const { text, token } = await priya.api.tokens.create.mutate({
    name: "nightly",
    scopes: ["view-own-audit"],
    days: 1,
  });
  await priya.api.tokens.revoke.mutate({ id: token.id });
  const headers = { authorization: `Bearer ${text}` };
  for (let asked = 0; asked < 3; asked += 1) {
    expect((await t.browser().send("/audit/export?format=jsonl", { headers })).status).toBe(401);
  }
  const { events } = await priya.api.audit.events.query({ command: "use-token" });
  expect(events).toMatchObject([{ outcome: "refused", because: "the token was revoked", target: token.id }]);
});

test("who is not signed in, asks in another format or comes from another site gets no file", async () => {
  expect((await t.browser().send("/audit/export?format=csv")).status).toBe(401);
  const priya = await signedIn("priya.raman");
  expect((await priya.send("/audit/export?format=xlsx")).status).toBe(400);
  const foreign = await priya.send("/audit/export?format=csv", { headers: { "sec-fetch-site": "cross-site" } });
  expect(foreign.status).toBe(403);
});

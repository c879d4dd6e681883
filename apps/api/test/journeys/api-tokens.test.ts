import { afterEach, beforeEach, expect, test } from "bun:test";
import { TOKENS } from "@gatehouse/store/tables";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-24T14:00:00Z");
let t: TestApp;

beforeEach(async () => {
  t = await createTestApp();
});
afterEach(() => t.close());

type Scopes = Parameters<Browser["api"]["tokens"]["create"]["mutate"]>[0]["scopes"];
type Browser = ReturnType<TestApp["browser"]>;

async function owner(name = "priya.raman"): Promise<Browser> {
  const browser = t.browser();
  await browser.signIn(name);
  return browser;
}

async function made(browser: Browser, scopes: Scopes, days = 30) {
  return browser.api.tokens.create.mutate({ name: "nightly", scopes, days });
}

/** A program that sends its token and nothing that a browser sends. */
function program(text: string) {
  const headers = { authorization: `Bearer ${text}`, origin: "", "x-gatehouse": "" };
  return t.browser(headers).api;
}

test("a token acts as its owner, with their groups, within its scopes and nowhere else", async () => {
  const { text } = await made(await owner(), ["list-eligible-roles"]);
  const api = program(text);
  expect((await api.access.eligibleRoles.query({})).summary?.person).toBe("priya.raman@larkspur.example");
  expect(await failureOf(api.access.explainRole.query({ query: "x" }))).toMatchObject({
    code: "forbidden",
    message: expect.stringContaining('the API token "nightly" is not scoped to explain-role'),
  });
});

test("a token never does more than its owner may, however it is scoped", async () => {
  const { text } = await made(await owner(), ["run-job"]);
  expect(await failureOf(program(text).jobs.runNow.mutate({ job: "sync-estate" }))).toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("groups.can_admin"),
  });
  const { text: admins } = await made(await owner("hye-jin.seo"), ["run-job"]);
  expect(await program(admins).jobs.runNow.mutate({ job: "sync-estate" })).toMatchObject({ started: true });
});

test("no token makes, lists or revokes tokens, nor ends a session", async () => {
  const browser = await owner();
  const { text } = await made(browser, ["list-eligible-roles"]);
  const api = program(text);
  for (const call of [
    api.tokens.list.query(),
    api.tokens.create.mutate({ name: "x", scopes: ["view-jobs"], days: 1 }),
    api.session.signOut.mutate(),
  ]) {
    expect((await failureOf(call)).code).toBe("forbidden");
  }
  expect((await failureOf(made(browser, ["create-token"]))).code).toBe("invalid");
});

test("the scope of the whole audit log is enough to read it, and none that is offered opens the console or manages CLI logins", async () => {
  const browser = await owner("hye-jin.seo");
  const { scopes } = await browser.api.tokens.list.query();
  expect(scopes).not.toContain("sign-in-to-console");
  expect(scopes).not.toContain("end-cli-logins-of-others");
  expect((await failureOf(made(browser, ["sign-in-to-console"]))).code).toBe("invalid");
  const { text } = await made(browser, ["view-audit"]);
  expect((await program(text).audit.events.query({})).seesAll).toBe(true);
});

test("a revoked token is refused at once, in every process", async () => {
  const browser = await owner();
  const { text, token } = await made(browser, ["list-eligible-roles"]);
  await program(text).access.eligibleRoles.query({});
  expect((await browser.api.tokens.revoke.mutate({ id: token.id })).state).toBe("revoked");
  expect(await failureOf(program(text).access.eligibleRoles.query({}))).toMatchObject({
    code: "unauthenticated",
    message: 'The API token "nightly" was revoked.',
  });
});

test("an expired token is refused, and its owner sees that it has expired", async () => {
  const browser = await owner();
  const { text } = await made(browser, ["list-eligible-roles"], 1);
  t.pass(DAY);
  expect((await failureOf(program(text).access.eligibleRoles.query({}))).message).toContain("has expired");
  expect((await (await owner()).api.tokens.list.query()).tokens[0]?.state).toBe("expired");
});

test("a token stops working when its owner has not signed on for a month, and works again when they do", async () => {
  const { text } = await made(await owner(), ["list-eligible-roles"], 90);
  t.pass(30 * DAY);
  expect((await failureOf(program(text).access.eligibleRoles.query({}))).message).toContain("has not signed on");
  await owner();
  await program(text).access.eligibleRoles.query({});
});

test("a made-up, cut or foreign token is refused and tells nothing apart", async () => {
  const { text } = await made(await owner(), ["list-eligible-roles"]);
  const wrong = text.slice(0, -1) + (text.endsWith("0") ? "1" : "0");
  for (const tried of [wrong, text.slice(0, -1), "gth_x", `gth_${"0".repeat(16)}_${"0".repeat(64)}`]) {
    expect(await failureOf(program(tried).access.eligibleRoles.query({}))).toMatchObject({
      code: "unauthenticated",
      message: expect.stringContaining("no API token of Gatehouse"),
    });
  }
});

test("a token beside a session's cookie counts alone, so another site gains nothing by the cookie", async () => {
  const browser = await owner();
  const { text } = await made(browser, ["list-eligible-roles"]);
  const both = t.browser({ authorization: `Bearer ${text}` });
  both.setCookie(browser.cookie());
  expect((await failureOf(both.api.tokens.list.query())).code).toBe("forbidden");
  const withBadToken = t.browser({ authorization: "Bearer gth_nonsense" });
  withBadToken.setCookie(browser.cookie());
  expect((await failureOf(withBadToken.api.session.me.query())).code).toBe("unauthenticated");
});

test("what a proxy in front puts into the header for itself neither signs in nor opens the door that a cookie needs", async () => {
  const proxied = { authorization: "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln" };
  const browser = t.browser(proxied);
  expect((await failureOf(browser.api.session.me.query())).code).toBe("unauthenticated");
  await browser.signIn("priya.raman");
  expect((await browser.api.session.me.query()).name).toBe("priya.raman@larkspur.example");
  const forged = t.browser({ ...proxied, origin: "https://evil.example" });
  forged.setCookie(browser.cookie());
  expect((await failureOf(forged.api.access.setRegion.mutate({ region: "eu-west-1" }))).code).toBe("forbidden");
});

test("a person sees their own tokens only, when each was last used and from where, and nobody else's", async () => {
  const [priya, noor] = [await owner(), await owner("noor.haddad")];
  const { text, token } = await made(priya, ["list-eligible-roles"]);
  await program(text).access.eligibleRoles.query({});
  const [line] = (await priya.api.tokens.list.query()).tokens;
  expect(line).toEqual({ ...token, usedAt: new Date(NOW).toISOString(), usedFrom: "127.0.0.1" });
  expect((await noor.api.tokens.list.query()).tokens).toEqual([]);
  expect((await failureOf(noor.api.tokens.revoke.mutate({ id: token.id }))).code).toBe("not-found");
});

test("of a token only a hash is stored, its use is written every few minutes, and the audit names it", async () => {
  const table = createSqliteTable({ path: ":memory:", now: () => NOW });
  let writes = 0;
  const counted: typeof table = {
    ...table,
    write(name, rows) {
      if (name === TOKENS) writes += 1;
      return table.write(name, rows);
    },
  };
  const other = await createTestApp({ adapters: { table: counted } });
  const browser = other.browser();
  await browser.signIn("priya.raman");
  const { text } = await browser.api.tokens.create.mutate({ name: "nightly", scopes: ["view-jobs"], days: 1 });
  const api = other.browser({ authorization: `Bearer ${text}` }).api;
  for (let calls = 0; calls < 5; calls += 1) await api.jobs.overview.query();
  expect(writes).toBe(2);
  const rows = JSON.stringify((await Array.fromAsync(table.scan(TOKENS))).flat());
  expect(rows).not.toContain(text.slice(-64));
  await failureOf(api.access.explainRole.query({ query: "x" }));
  const events = (await Array.fromAsync(other.app.store.audit.ofDay("2026-11-24"))).flat();
  expect(events.map(({ command, outcome }) => [command, outcome])).toContainEqual(["create-token", "done"]);
  expect(events.find(({ outcome }) => outcome === "refused")?.actor).toMatchObject({ token: { name: "nightly" } });
  expect(JSON.stringify(events)).not.toContain(text.slice(-64));
  await other.close();
});

import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import { failureOf } from "../failure-of.ts";
import type { TestApp } from "../test-app.ts";
import { CALLBACK, createJar, createOidcApp, LEFT, signInThrough } from "./oidc-world.ts";
import { type RealProvider, startRealProvider } from "./real-provider.ts";

let provider: RealProvider;
const opened: TestApp[] = [];

beforeAll(async () => {
  provider = await startRealProvider({ callback: CALLBACK, left: LEFT });
  provider.accounts.set("priya", { email: "priya@larkspur.example", groups: [] });
});
afterAll(() => provider.stop());
afterEach(async () => {
  for (const t of opened.splice(0)) await t.close();
});

async function open(adapters: Parameters<typeof createOidcApp>[2] = {}): Promise<TestApp> {
  const t = await createOidcApp(provider, {}, adapters);
  opened.push(t);
  return t;
}

/** A browser that a person signed in with, for calls as the page makes them. */
async function signedIn(t: TestApp) {
  const jar = createJar(t);
  await signInThrough(provider, jar, { login: "priya" });
  const browser = t.browser();
  browser.setCookie(`gatehouse=${jar.cookies.get("gatehouse")}`);
  return browser;
}

test("signing out leads to the provider, which is told whose session ends and where to come back", async () => {
  const t = await open();
  const browser = await signedIn(t);
  const { next } = await browser.api.session.signOut.mutate();
  const to = new URL(next);
  expect(to.origin).toBe(provider.issuer);
  expect(to.searchParams.get("post_logout_redirect_uri")).toBe(LEFT);
  expect(to.searchParams.get("id_token_hint")).toMatch(/^eyJ/);
  const answer = await fetch(next, { redirect: "manual" });
  expect(await answer.text()).toContain(`action="${provider.issuer}/session/end/confirm"`);
  expect((await failureOf(browser.api.session.me.query())).code).toBe("unauthenticated");
});

test("the session's row holds no token that anybody could read", async () => {
  const table = createSqliteTable({ path: ":memory:", now: Date.now });
  const t = await open({ table });
  await signedIn(t);
  const rows = JSON.stringify((await Array.fromAsync(table.scan("gatehouse_sessions"))).flat());
  expect(rows).toContain('"leave"');
  expect(rows).not.toMatch(/eyJ[\w-]+\.eyJ/);
});

test("signing out ends the session in every process within five seconds", async () => {
  const table = createSqliteTable({ path: ":memory:", now: Date.now });
  const kept = { ...table, close: () => Promise.resolve() };
  const [here, there] = [await open({ table: kept }), await open({ table: kept })];
  const browser = await signedIn(here);
  const elsewhere = there.browser();
  elsewhere.setCookie(browser.cookie());
  await elsewhere.api.session.me.query();
  await browser.api.session.signOut.mutate();
  there.pass(5_000);
  expect((await failureOf(elsewhere.api.session.me.query())).code).toBe("unauthenticated");
});

test("where the provider cannot be reached the person is signed out here all the same", async () => {
  const down = await startRealProvider({ callback: CALLBACK, left: LEFT });
  down.accounts.set("priya", { email: "priya@larkspur.example", groups: [] });
  const t = await createOidcApp(down, { timeout_seconds: 1 });
  opened.push(t);
  const jar = createJar(t);
  await signInThrough(down, jar, { login: "priya" });
  const browser = t.browser();
  browser.setCookie(`gatehouse=${jar.cookies.get("gatehouse")}`);
  await down.stop();
  await browser.api.session.signOut.mutate();
  expect((await failureOf(browser.api.session.me.query())).code).toBe("unauthenticated");
});

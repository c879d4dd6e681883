import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import type { TestApp } from "../test-app.ts";
import { atTheProvider } from "./at-the-provider.ts";
import { begin, CALLBACK, createJar, createOidcApp, LEFT, placeOf, problemIn, signInThrough } from "./oidc-world.ts";
import { type RealProvider, startRealProvider } from "./real-provider.ts";

let provider: RealProvider;
let t: TestApp;

beforeAll(async () => {
  provider = await startRealProvider({ callback: CALLBACK, left: LEFT });
  provider.accounts.set("priya", {
    email: "Priya.Raman@larkspur.example",
    email_verified: true,
    name: "Priya Raman",
    groups: ["payments-engineering", "all-staff"],
  });
  provider.accounts.set("noor", { email: "noor.haddad@larkspur.example", groups: ["security-audit"] });
});
afterAll(() => provider.stop());
beforeEach(async () => {
  t = await createOidcApp(provider);
});
afterEach(() => t.close());

async function me(jar: ReturnType<typeof createJar>) {
  const answer = await jar.get("/api/trpc/session.me");
  const { result } = (await answer.json()) as { result?: { data: Record<string, unknown> } };
  return result?.data;
}

async function refusals(): Promise<unknown[]> {
  const day = new Date(t.now()).toISOString().slice(0, 10);
  const events = (await Array.fromAsync(t.app.store.audit.ofDay(day))).flat();
  return events.filter(({ outcome }) => outcome === "refused").map(({ command, because }) => [command, because]);
}

test("a person comes back from the provider signed in, at the page they wanted, with the groups it named", async () => {
  const jar = createJar(t);
  const answer = await signInThrough(provider, jar, { login: "priya", next: "/role/operator?r=eu-west-1" });
  expect(placeOf(answer)).toBe("/role/operator?r=eu-west-1");
  expect([...jar.cookies.keys()]).toEqual(["gatehouse"]);
  expect(await me(jar)).toMatchObject({
    name: "priya.raman@larkspur.example",
    displayName: "Priya Raman",
    groups: ["payments-engineering", "all-staff"],
    signOn: "oidc",
  });
});

test("the way to the provider asks for a code with PKCE, state and nonce, and only our own callback address", async () => {
  const jar = createJar(t);
  const asked = Object.fromEntries((await begin(jar)).searchParams);
  expect(asked).toMatchObject({
    redirect_uri: CALLBACK,
    response_type: "code",
    code_challenge_method: "S256",
    scope: "openid email profile groups",
  });
  expect([asked["state"]?.length, asked["nonce"]?.length, asked["code_challenge"]?.length]).toEqual([43, 43, 43]);
  const elsewhere = await jar.get("/auth/start", { host: "evil.example", "x-forwarded-host": "evil.example" });
  expect(new URL(placeOf(elsewhere)).searchParams.get("redirect_uri")).toBe(CALLBACK);
});

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/login?next=/", "javascript:alert(1)"])(
  "nobody is led to %s after signing in",
  async (next) => {
    expect(placeOf(await signInThrough(provider, createJar(t), { login: "priya", next }))).toBe("/");
  },
);

test("a code for another sign-on is refused, and its state is used up", async () => {
  const [mine, theirs] = [createJar(t), createJar(t)];
  const at = { mine: atTheProvider(provider.issuer), theirs: atTheProvider(provider.issuer) };
  const ours = await at.mine.signIn((await begin(mine)).href, "priya");
  const other = await at.theirs.signIn((await begin(theirs)).href, "noor");
  ours.searchParams.set("code", other.searchParams.get("code") ?? "");
  expect(problemIn(await mine.get(ours))).toBe("stale");
  expect(await me(mine)).toBeUndefined();
  expect(await refusals()).toEqual([["sign-in", "stale"]]);
  expect([...mine.cookies.keys()]).toEqual([]);
});

test("a browser that did not begin the sign-on is not signed in by its address, so nobody is signed in as somebody else", async () => {
  const [attacker, victim] = [createJar(t), createJar(t)];
  const back = await atTheProvider(provider.issuer).signIn((await begin(attacker)).href, "noor");
  expect(problemIn(await victim.get(back))).toBe("stale");
  await begin(victim);
  expect(problemIn(await victim.get(back))).toBe("stale");
  expect(await me(victim)).toBeUndefined();
  expect(placeOf(await attacker.get(back))).toBe("/");
});

test("an address that was used once is refused the next time, even with the cookie of the first", async () => {
  const jar = createJar(t);
  const to = await begin(jar);
  const before = new Map(jar.cookies);
  const back = await atTheProvider(provider.issuer).signIn(to.href, "priya");
  expect(placeOf(await jar.get(back))).toBe("/");
  const thief = createJar(t);
  for (const [name, value] of before) thief.cookies.set(name, value);
  expect(problemIn(await thief.get(back))).toBe("used");
  expect(await me(thief)).toBeUndefined();
  expect(problemIn(await jar.get(back))).toBe("stale");
});

test("a sign-on that began at one process is finished at another, and its address is used up at both", async () => {
  const table = createSqliteTable({ path: ":memory:", now: Date.now });
  const adapters = { table: { ...table, close: () => Promise.resolve() } };
  const [here, there] = [await createOidcApp(provider, {}, adapters), await createOidcApp(provider, {}, adapters)];
  const [jar, other] = [createJar(here), createJar(there)];
  const to = await begin(jar);
  const back = await atTheProvider(provider.issuer).signIn(to.href, "priya");
  for (const [name, value] of jar.cookies) other.cookies.set(name, value);
  expect(placeOf(await other.get(back))).toBe("/");
  expect(problemIn(await jar.get(back))).toBe("used");
  await here.close();
  await there.close();
});

test("an id token with another nonce is not believed", async () => {
  const jar = createJar(t);
  const to = await begin(jar);
  to.searchParams.set("nonce", "somebody else's");
  const back = await atTheProvider(provider.issuer).signIn(to.href, "priya");
  expect(problemIn(await jar.get(back))).toBe("untrusted");
  expect(await me(jar)).toBeUndefined();
});

test("an answer that says another provider gave it is not believed", async () => {
  const jar = createJar(t);
  const back = await atTheProvider(provider.issuer).signIn((await begin(jar)).href, "priya");
  back.searchParams.set("iss", "https://evil.example");
  expect(problemIn(await jar.get(back))).toBe("untrusted");
});

test("who comes back after ten minutes begins again", async () => {
  const jar = createJar(t);
  const back = await atTheProvider(provider.issuer).signIn((await begin(jar)).href, "priya");
  t.pass(10 * 60_000);
  expect(problemIn(await jar.get(back))).toBe("stale");
});

test("a forged or changed cookie begins nothing", async () => {
  const jar = createJar(t);
  const back = await atTheProvider(provider.issuer).signIn((await begin(jar)).href, "priya");
  const [[name, value] = ["", ""]] = jar.cookies;
  jar.cookies.set(name, value.slice(0, 40) + (value[40] === "A" ? "B" : "A") + value.slice(41));
  expect(problemIn(await jar.get(back))).toBe("stale");
});

test("who says no at the provider is told so, and comes back to the page they wanted when they try again", async () => {
  const jar = createJar(t);
  const to = await begin(jar, "/why?q=x");
  const said = new URL(CALLBACK);
  const state = to.searchParams.get("state") ?? "";
  for (const [key, value] of Object.entries({ error: "access_denied", state, iss: provider.issuer })) {
    said.searchParams.set(key, value);
  }
  const place = new URL(placeOf(await jar.get(said)), CALLBACK);
  expect(Object.fromEntries(place.searchParams)).toEqual({
    problem: "denied",
    request: expect.stringMatching(/^[0-9a-f]{16}$/),
    next: "/why?q=x",
  });
});

test("signing in makes a new session, whatever cookie was planted before", async () => {
  const [attacker, victim] = [createJar(t), createJar(t)];
  await signInThrough(provider, attacker, { login: "noor" });
  const planted = attacker.cookies.get("gatehouse") ?? "";
  victim.cookies.set("gatehouse", planted);
  await signInThrough(provider, victim, { login: "priya" });
  expect(victim.cookies.get("gatehouse")).not.toBe(planted);
  expect(await me(attacker)).toMatchObject({ name: "noor.haddad@larkspur.example" });
});

test("five tabs of one browser may sign on at once; older ones are given up, so that cookies stay few", async () => {
  const jar = createJar(t);
  const addresses = [];
  for (let tab = 0; tab < 7; tab += 1) addresses.push(await begin(jar));
  expect(jar.cookies.size).toBe(5);
  const back = await atTheProvider(provider.issuer).signIn(addresses.at(-5)?.href ?? "", "priya");
  expect(placeOf(await jar.get(back))).toBe("/");
});

test("one address cannot begin sign-ons without end", async () => {
  const jar = createJar(t);
  for (let tries = 0; tries < 30; tries += 1) await begin(jar);
  expect(problemIn(await jar.get("/auth/start"))).toBe("too-often");
});

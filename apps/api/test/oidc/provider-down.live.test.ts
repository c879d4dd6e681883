import { afterEach, beforeEach, expect, test } from "bun:test";
import type { TestApp } from "../test-app.ts";
import { atTheProvider } from "./at-the-provider.ts";
import { begin, CALLBACK, createJar, createOidcApp, LEFT, placeOf, problemIn, signInThrough } from "./oidc-world.ts";
import { type RealProvider, startRealProvider } from "./real-provider.ts";

const DISCOVERY = "/.well-known/openid-configuration";
let provider: RealProvider;
let t: TestApp;

beforeEach(async () => {
  provider = await startRealProvider({ callback: CALLBACK, left: LEFT });
  provider.accounts.set("priya", { email: "priya@larkspur.example", groups: [] });
  t = await createOidcApp(provider, { timeout_seconds: 1 });
});
afterEach(async () => {
  await t.close();
  await provider.stop();
});

test("a provider that is down is said to be, and is asked again when it is back", async () => {
  await provider.stop();
  const jar = createJar(t);
  expect(problemIn(await jar.get("/auth/start"))).toBe("unreachable");
  await provider.start();
  expect(placeOf(await signInThrough(provider, jar, { login: "priya" }))).toBe("/");
});

test("a provider that does not answer is given up after the time the config allows", async () => {
  const silent = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const mute = await createOidcApp(
    { ...provider, issuer: `http://127.0.0.1:${silent.port}` },
    { timeout_seconds: 0.3 },
  );
  const before = performance.now();
  expect(problemIn(await createJar(mute).get("/auth/start"))).toBe("unreachable");
  expect(performance.now() - before).toBeLessThan(3_000);
  await mute.close();
  silent.stop(true);
});

test("a provider that goes down in the middle is said to be, and nobody is signed in", async () => {
  const jar = createJar(t);
  const back = await atTheProvider(provider.issuer).signIn((await begin(jar)).href, "priya");
  await provider.stop();
  expect(problemIn(await jar.get(back))).toBe("unreachable");
  expect(jar.cookies.size).toBe(0);
});

test("the provider is asked what it is once an hour, however many sign on, and its old word stands while it is down", async () => {
  const jars = [createJar(t), createJar(t), createJar(t)];
  await Promise.all(jars.map((jar) => begin(jar)));
  expect(provider.asked.get(DISCOVERY)).toBe(1);
  t.pass(61 * 60_000);
  await provider.stop();
  expect((await begin(createJar(t))).origin).toBe(provider.issuer);
});

test("a client that the provider does not know by this secret is the operator's to mend", async () => {
  const wrong = await createOidcApp(provider, { client_secret: "not the secret" });
  expect(problemIn(await signInThrough(provider, createJar(wrong), { login: "priya" }))).toBe("misconfigured");
  await wrong.close();
});

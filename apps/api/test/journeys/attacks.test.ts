import { afterEach, beforeEach, expect, test } from "bun:test";
import { appRouter } from "../../src/router.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;

beforeEach(async () => {
  t = await createTestApp();
});
afterEach(() => t.close());

type Procedure = { _def: { type: "query" | "mutation" | "subscription" } };

/** Every call that there is, by its path; a new one is in the test without anybody thinking of it. */
const PROCEDURES = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);
const MUTATIONS = PROCEDURES.flatMap(([path, { _def }]) => (_def.type === "mutation" ? path : []));
const OPEN = ["session.options", "session.signInDemo"];

const JSON_BODY = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };

async function audited(): Promise<number> {
  return (await Array.fromAsync(t.app.store.audit.ofDay("2026-11-24"))).flat().length;
}

const FORGERIES: readonly [string, Record<string, string>][] = [
  ["from another site", { origin: "https://evil.example" }],
  ["from another port of this machine", { origin: "http://localhost:9999" }],
  ["from a page without an origin", { origin: "null" }],
  ["without our header", { "x-gatehouse": "" }],
  ["that the browser calls cross-site", { "sec-fetch-site": "cross-site" }],
  ["as a form", { origin: "https://evil.example", "x-gatehouse": "", "content-type": "text/plain" }],
];

test.each(FORGERIES)("no mutation is taken with an admin's cookie %s", async (...[, headers]) => {
  const admin = t.browser();
  await admin.signIn("hye-jin.seo");
  const before = await audited();
  const answers = MUTATIONS.map(async (path) => {
    const { status } = await admin.send(`/api/trpc/${path}`, {
      ...JSON_BODY,
      headers: { ...JSON_BODY.headers, ...headers },
    });
    return [path, status];
  });
  expect(MUTATIONS.length).toBeGreaterThan(10);
  expect(await Promise.all(answers)).toEqual(MUTATIONS.map((path) => [path, 403]));
  expect(await audited()).toBe(before);
  expect((await admin.api.session.me.query()).admin).toBe(true);
});

test("no mutation is taken as a link that somebody is led to", async () => {
  const admin = t.browser();
  await admin.signIn("hye-jin.seo");
  const before = await audited();
  for (const path of MUTATIONS) {
    const { status } = await admin.send(`/api/trpc/${path}?input=%7B%7D`, {
      headers: { origin: "", "x-gatehouse": "" },
    });
    expect([path, status]).toEqual([path, 405]);
  }
  expect(await audited()).toBe(before);
});

test("whoever is not signed in is told so by every call but those of the sign-in page", async () => {
  const nobody = t.browser();
  for (const [path, { _def }] of PROCEDURES.filter(([path]) => !OPEN.includes(path))) {
    if (_def.type === "subscription") continue;
    const answer = await nobody.send(`/api/trpc/${path}`, _def.type === "mutation" ? JSON_BODY : {});
    const { error } = (await answer.json()) as { error?: { data: { failure?: { code: string } } } };
    expect([path, answer.status, error?.data.failure?.code]).toEqual([path, 401, "unauthenticated"]);
  }
  expect(await audited()).toBe(0);
});

test.each([
  "/api/trpc/../trpc/session.me",
  "/api/trpc/session.me%00",
  "/api/trpc/session.me/",
  "/api//trpc/session.me",
  "/API/trpc/session.me",
  "/api/trpc/session%2Eme,session.me",
  "/api/trpc/%2e%2e/%2e%2e/etc/passwd",
  "/api/trpc/__proto__.me",
  "/api/trpc/session.constructor",
  "/auth/%2e%2e/api/trpc/session.me",
  "/auth/start/../../etc/passwd",
])("the path %s leads to nothing that its plain form would not", async (path) => {
  const nobody = t.browser();
  const answer = await nobody.send(path);
  const text = await answer.text();
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(text).not.toContain("displayName");
  expect(text).not.toContain("root:");
});

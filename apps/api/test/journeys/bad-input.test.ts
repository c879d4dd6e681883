import { afterAll, beforeAll, expect, test } from "bun:test";
import { signId } from "../../src/auth/cookie.ts";
import type { Browser } from "../browser.ts";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;
let priya: Browser;
let arn = "";

beforeAll(async () => {
  t = await createTestApp();
  await t.sync();
  priya = t.browser();
  await priya.signIn("priya.raman");
  arn = t.world.role("payments-prod", "PaymentsOnCall").arn;
});
afterAll(() => t.close());

const post = (browser: Browser, init: RequestInit & { path?: string } = {}) =>
  browser.send(init.path ?? "/api/trpc/access.setFavourite", {
    method: "POST",
    body: JSON.stringify({ arn, favourite: true }),
    ...init,
    headers: { "content-type": "application/json", ...Object(init.headers) },
  });
const favourites = async () => (await priya.api.access.preferences.query()).favourites;

test("an unknown role is not found, and a text that is no role is invalid", async () => {
  const gone = await failureOf(priya.api.access.signIn.mutate({ roleArn: `${arn}Gone` }));
  expect(gone).toMatchObject({
    code: "not-found",
    status: 404,
    message: expect.stringContaining("PaymentsOnCallGone"),
  });
  expect((await failureOf(priya.api.access.signIn.mutate({ roleArn: "PaymentsOnCall" }))).code).toBe("invalid");
  expect((await failureOf(priya.api.access.setFavourite.mutate({ arn: "x", favourite: true }))).code).toBe("invalid");
  expect((await priya.api.access.findRoles.query({ query: "no-such-role" })).problem).toContain("no-such-role");
});

test.each([
  "https://evil.example/",
  "http://console.aws.amazon.com/",
  "https://console.aws.amazon.com.evil.example/",
  "https://console.aws.amazon.com@evil.example/",
  "https://console.amazonaws-us-gov.com/",
  "javascript:alert(1)",
  "//console.aws.amazon.com",
])(
  "a destination that is not the console of the role's partition is refused, and nothing is issued: %p",
  async (redirect) => {
    const before = t.simulator.calls.count("sts", "AssumeRole");
    expect((await failureOf(priya.api.access.signIn.mutate({ roleArn: arn, redirect }))).code).toBe("invalid");
    expect(t.simulator.calls.count("sts", "AssumeRole")).toBe(before);
    const { destination, problem } = await priya.api.access.findRoles.query({ query: arn, redirect });
    expect(problem).toBeDefined();
    expect(destination.host).toBe("console.aws.amazon.com");
  },
);

test("a forged cookie, one of another secret and one of an unknown session are nobody", async () => {
  const [name, value = ""] = (priya.cookie() ?? "").split("=");
  const id = value.split(".")[0] ?? "";
  const forged = [
    `${name}=${id}.${"A".repeat(43)}`,
    `${name}=${signId(id, ["a-secret-that-is-not-one-of-ours!"])}`,
    `${name}=${signId("unknown", t.app.config.session.secrets)}`,
    `${name}=${value}; ${name}=${value}`,
    `${name}=`,
  ];
  for (const cookie of forged) {
    const browser = t.browser({ cookie });
    expect((await failureOf(browser.api.session.me.query())).code).toBe("unauthenticated");
  }
  expect((await t.browser({ cookie: `${name}=${value}` }).api.session.me.query()).name).toBe(
    "priya.raman@larkspur.example",
  );
});

test("on the demo a foreign Host is refused on every path, the pages included", async () => {
  for (const host of ["gatehouse.example", "localhost.evil.example", "10.0.0.1:8081", ""]) {
    for (const path of ["/", "/api/trpc/session.options", "/healthcheck"]) {
      const answer = await priya.send(path, { headers: { host } });
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain("localhost");
    }
  }
});

test("a body of 2 MB gets a clear error, and nothing is lost", async () => {
  const answer = await post(priya, { body: JSON.stringify({ arn: "x".repeat(2_000_000), favourite: true }) });
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining("larger than 1 MB") } });
  expect(await favourites()).toEqual([]);
});

test("a request that another site makes in the person's browser changes nothing", async () => {
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:9999" },
    { "sec-fetch-site": "cross-site" },
    { "x-gatehouse": "" },
  ];
  for (const headers of foreign) expect((await post(priya, { headers })).status).toBe(403);
  expect(await favourites()).toEqual([]);
  expect((await post(priya)).status).toBe(200);
  expect(await favourites()).toEqual([arn]);
});

test("a form, which needs no header of ours to cross sites, is refused", async () => {
  const headers = { "content-type": "text/plain", "x-gatehouse": "" };
  expect((await post(priya, { headers })).status).toBe(403);
});

test("sign-in is counted for each address, and no demo person but the listed ones gets in", async () => {
  const attempts = Array.from({ length: 31 }, () => failureOf(t.browser().signIn("nobody")));
  const codes = (await Promise.all(attempts)).map(({ code }) => code);
  expect(codes.filter((code) => code === "rate-limited").length).toBeGreaterThan(0);
  expect(new Set(codes)).toEqual(new Set(["not-found", "rate-limited"]));
});

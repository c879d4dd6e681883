import { afterAll, beforeAll, expect, test } from "bun:test";
import { FAILURE_CODES, type FailureCode } from "@gatehouse/core/failure";
import { createTRPCClient, httpBatchLink, httpLink, TRPCClientError } from "@trpc/client";
import { createServer } from "../src/server.ts";
import { type Browser, createBrowser } from "./browser.ts";
import { type DoorTree, doorTree } from "./door-tree.ts";
import { createTestApp, type TestApp } from "./test-app.ts";

const url = "http://localhost/api/trpc";

let world: TestApp;
let browser: Browser;

function client(link: typeof httpLink | typeof httpBatchLink) {
  return createTRPCClient<DoorTree>({ links: [link({ url, fetch: browser.fetch })] });
}

async function refusal(call: Promise<unknown>): Promise<TRPCClientError<DoorTree>> {
  const error: unknown = await call.catch((thrown: unknown) => thrown);
  if (error instanceof TRPCClientError) return error;
  throw new Error("the call was answered");
}

beforeAll(async () => {
  world = await createTestApp();
  browser = createBrowser(createServer(world.app, { router: doorTree, addressOf: () => "127.0.0.1" }));
});
afterAll(() => world.close());

test("a query and a mutation are answered", async () => {
  expect(await client(httpLink).greet.query({ name: "Ann" })).toBe("hello Ann");
  expect(await client(httpLink).add.mutate({ a: 1, b: 2 })).toBe(3);
});

test("calls made at once travel in one request, and one that fails does not hurt the others", async () => {
  const calls = client(httpBatchLink);
  const before = browser.sent();
  const [ann, bob, failed] = await Promise.allSettled([
    calls.greet.query({ name: "Ann" }),
    calls.greet.query({ name: "Bob" }),
    calls.fail.query("conflict"),
  ]);
  expect(browser.sent() - before).toBe(1);
  expect([ann, bob].map((one) => one.status === "fulfilled" && one.value)).toEqual(["hello Ann", "hello Bob"]);
  expect(failed.status).toBe("rejected");
});

test("a request of more calls than our clients ever put into one is refused as a whole", async () => {
  const batch = (calls: number) => {
    const input = JSON.stringify(Object.fromEntries(Array.from({ length: calls }, (_, at) => [at, { name: "Ann" }])));
    const paths = Array(calls).fill("greet").join();
    return browser.send(`${url}/${paths}?batch=1&input=${encodeURIComponent(input)}`);
  };
  expect((await batch(20)).status).toBe(200);
  expect((await batch(21)).status).toBe(400);
  const calls = createTRPCClient<DoorTree>({ links: [httpBatchLink({ url, fetch: browser.fetch, maxItems: 20 })] });
  const names = Array.from({ length: 50 }, (_, at) => String(at));
  const answers = await Promise.all(names.map((name) => calls.greet.query({ name })));
  expect(answers).toEqual(names.map((name) => `hello ${name}`));
});

const DOORS: [FailureCode, string, number][] = [
  ["invalid", "BAD_REQUEST", 400],
  ["unauthenticated", "UNAUTHORIZED", 401],
  ["forbidden", "FORBIDDEN", 403],
  ["not-found", "NOT_FOUND", 404],
  ["conflict", "CONFLICT", 409],
  ["too-large", "PAYLOAD_TOO_LARGE", 413],
  ["rate-limited", "TOO_MANY_REQUESTS", 429],
  ["refused-by-aws", "BAD_GATEWAY", 502],
  ["unavailable", "SERVICE_UNAVAILABLE", 503],
];

test.each(DOORS)(
  "a failure %p arrives as %p with status %p, our sentence and AWS's words",
  async (code, trpcCode, status) => {
    const error = await refusal(client(httpLink).fail.query(code));
    expect(error.message).toBe(`It is ${code}.`);
    expect(error.data).toMatchObject({
      code: trpcCode,
      httpStatus: status,
      failure: { code, awsSaid: "User is not authorized to perform: sts:AssumeRole" },
    });
  },
);

test("every failure has a door", () => expect(DOORS.map(([code]) => code)).toEqual([...FAILURE_CODES]));

test("a bug of ours is a 500 that tells where the log has it, and nothing of the inside", async () => {
  const error = await refusal(client(httpLink).crash.query());
  expect(error.data?.httpStatus).toBe(500);
  expect(error.message).toMatch(/^Something went wrong in Gatehouse itself\. Its log has more under [0-9a-f]{16}\.$/);
  expect(JSON.stringify(error.shape)).not.toContain("detail of the inside");
  expect(error.data?.stack).toBeUndefined();
});

test("input that fits no schema is a 400 that names the place", async () => {
  const error = await refusal(client(httpLink).greet.query({ name: "" }));
  expect(error.data?.httpStatus).toBe(400);
  expect(error.message).toStartWith("name: ");
});

test("a call that does not exist is a 404, and malformed JSON a 400", async () => {
  expect((await browser.send(`${url}/nothing`)).status).toBe(404);
  const broken = { method: "POST", headers: { "content-type": "application/json" }, body: "{oops" };
  const answer = await browser.send(`${url}/add`, broken);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { message: "The request is not valid JSON." } });
});

test("every answer carries the security headers, and no answer of the API is stored", async () => {
  for (const path of [
    "/api/trpc/greet?input=%7B%22name%22%3A%22a%22%7D",
    "/api/trpc/nothing",
    "/api/none",
    "/",
    "/healthcheck",
  ]) {
    const { headers } = await browser.send(`http://localhost${path}`);
    expect(headers.get("content-security-policy")).toContain("script-src 'self';");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    if (path.startsWith("/api/")) expect(headers.get("cache-control")).toBe("no-store");
  }
});

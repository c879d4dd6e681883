import { afterEach, beforeEach, expect, test } from "bun:test";
import { Failure } from "@gatehouse/core/failure";
import { freePort } from "@gatehouse/store/live/free-port";
import { createClient } from "../../src/client.ts";
import { SYNC_ESTATE } from "../../src/jobs/job-names.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

type Scopes = Parameters<ReturnType<TestApp["browser"]>["api"]["tokens"]["create"]["mutate"]>[0]["scopes"];

let t: TestApp;
let url: string;

beforeEach(async () => {
  t = await createTestApp();
  t.server.listen({ hostname: "127.0.0.1", port: 0 });
  url = `http://127.0.0.1:${t.server.server?.port}`;
});
afterEach(async () => {
  await t.server.stop(true);
  await t.close();
});

async function token(scopes: Scopes, name = "hye-jin.seo"): Promise<string> {
  const browser = t.browser();
  await browser.signIn(name);
  return (await browser.api.tokens.create.mutate({ name: "a test", scopes, days: 1 })).text;
}

/** How a call failed; a call that was answered fails the test. */
async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const error: unknown = await call.then(
    () => new Error("the call was answered"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error;
  throw error;
}

test("a program reads and changes what its token is scoped to, over a socket and with nothing but the token", async () => {
  const client = createClient({ url, token: await token(["list-eligible-roles", "run-job"]) });
  expect((await client.access.eligibleRoles.query({})).summary?.person).toBe("hye-jin.seo@larkspur.example");
  expect(await client.jobs.runNow.mutate({ job: SYNC_ESTATE })).toMatchObject({ started: true });
});

test("several calls of one moment travel as one request", async () => {
  const client = createClient({ url, token: await token(["list-eligible-roles", "view-jobs"]) });
  const [roles, jobs] = await Promise.all([client.access.eligibleRoles.query({}), client.jobs.overview.query()]);
  expect([roles.roles, jobs.held]).toEqual([[], []]);
});

test("a program follows a run as the page does, and is told of its end", async () => {
  const client = createClient({ url, token: await token(["view-jobs"]) });
  const run = await t.sync();
  const seen: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const following = client.jobs.progress.subscribe(
    { run },
    {
      onData: ({ data }) => {
        seen.push(data.type);
        if (data.type === "finished") resolve();
      },
      onError: reject,
    },
  );
  await promise;
  following.unsubscribe();
  expect(seen.at(-1)).toBe("finished");
});

test("an error is a Failure with its code and a sentence for the screen", async () => {
  const scoped = createClient({ url, token: await token(["view-jobs"]) });
  expect(await failureOf(scoped.access.eligibleRoles.query({}))).toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("not scoped to list-eligible-roles"),
  });
  expect((await failureOf(scoped.jobs.run.query({ id: "run_none" }))).code).toBe("not-found");
});

test("a subscription that is refused says so by a Failure", async () => {
  const client = createClient({ url, token: await token(["list-eligible-roles"]) });
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const following = client.jobs.progress.subscribe({}, { onError: resolve });
  const error = await promise;
  following.unsubscribe();
  expect(error).toMatchObject({ name: "Failure", code: "forbidden" });
});

test("an expired and a revoked token are refused, and so is one that was made up", async () => {
  const browser = t.browser();
  await browser.signIn("hye-jin.seo");
  const made = await browser.api.tokens.create.mutate({ name: "a test", scopes: ["view-jobs"], days: 30 });
  const expiring = await token(["view-jobs"]);
  const asked = (text: string) => failureOf(createClient({ url, token: text }).jobs.overview.query());
  await browser.api.tokens.revoke.mutate({ id: made.token.id });
  expect(await asked(made.text)).toMatchObject({
    code: "unauthenticated",
    message: expect.stringContaining("revoked"),
  });
  t.pass(25 * 3_600_000);
  expect(await asked(expiring)).toMatchObject({ code: "unauthenticated", message: expect.stringContaining("expired") });
  expect((await asked("gth_made_up")).code).toBe("unauthenticated");
});

test("where Gatehouse does not answer the failure is unavailable", async () => {
  const nowhere = createClient({ url: `http://127.0.0.1:${await freePort()}`, token: await token(["view-jobs"]) });
  expect((await failureOf(nowhere.jobs.overview.query())).code).toBe("unavailable");
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { createMemoryCache } from "@gatehouse/store/memory-cache";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import type { Table } from "@gatehouse/store/table";
import { ROLES } from "@gatehouse/store/tables";
import { onceFilled } from "../../src/access/once-filled.ts";
import { createTestApp, type TestApp } from "../test-app.ts";
import { createWeep, Roles } from "../weep/weep.ts";

const now = () => Date.parse("2026-11-24T14:00:00Z");

let before: TestApp;
let t: TestApp;
/** Resolved where the table may be walked. */
let walk: PromiseWithResolvers<void>;

/** A process that has just started over what another one has synced; the walk over its table takes as long as the test wants. */
beforeEach(async () => {
  walk = Promise.withResolvers();
  const table = createSqliteTable({ path: ":memory:", now });
  const kept = { ...table, close: () => Promise.resolve() };
  const slow: Table = {
    ...kept,
    async *scan(name) {
      if (name === ROLES) await walk.promise;
      yield* table.scan(name);
    },
  };
  before = await createTestApp({ adapters: { table: kept, cache: createMemoryCache({ now }) } });
  await before.sync();
  t = await createTestApp({ adapters: { table: slow } });
});
afterEach(async () => {
  walk.resolve();
  await t.close();
  await before.close();
});

test("a deep link and a question wait for the roles to be read, rather than say that there are none", async () => {
  const priya = t.browser();
  await priya.signIn("priya.raman");
  const answers = Promise.all([
    priya.api.access.findRoles.query({ query: "PaymentsOnCall" }),
    priya.api.access.explainRole.query({ query: "PaymentsOnCall" }),
  ]);
  walk.resolve();
  const [found, explained] = await answers;
  expect(found.roles.map(({ name }) => name)).toEqual(["PaymentsOnCall"]);
  expect(explained.matches[0]?.verdict).toBe("console-and-cli");
});

test("the CLI waits as well, rather than be told that no role matches", async () => {
  const [priya, earlier] = [before.browser(), createWeep(before)];
  await priya.signIn("priya.raman");
  await earlier.logIn(priya);
  const weep = createWeep(t);
  weep.setToken(earlier.token());
  const [listed, issued] = [weep.get("/api/v2/get_roles"), weep.credentials("PaymentsOnCall")];
  walk.resolve();
  expect(Roles.parse(await (await listed).json()).data.roles.length).toBeGreaterThan(0);
  expect((await issued).status).toBe(200);
});

test("where reading the roles takes too long, that is what is said", async () => {
  const late = await onceFilled(t.app, 1).catch((error: unknown) => error);
  expect(late).toMatchObject({ code: "unavailable", message: expect.stringContaining("still reading its records") });
});

test("a person signs in to the console though nothing has been read yet", async () => {
  const priya = t.browser();
  await priya.signIn("priya.raman");
  const { arn } = t.world.role("payments-prod", "PaymentsOnCall");
  expect((await priya.api.access.signIn.mutate({ roleArn: arn })).url).toContain("SigninToken=");
});

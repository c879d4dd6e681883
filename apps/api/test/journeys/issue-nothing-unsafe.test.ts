import { afterEach, beforeEach, expect, test } from "bun:test";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import { AUDIT, ROLES, SESSIONS } from "@gatehouse/store/tables";
import type { Table } from "@gatehouse/store/table";
import { Failure } from "@gatehouse/core/failure";
import { createLog } from "../../src/log.ts";
import type { Browser } from "../browser.ts";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;
let priya: Browser;
let lost: ReadonlySet<string> = new Set();
let arn = "";
let logged = "";

/** A table of which a test can make parts unreachable. */
function breakable(table: Table): Table {
  const reach = (name: string): void => {
    if (lost.has(name)) throw new Failure("unavailable", "The storage cannot be reached.");
  };
  return {
    ...table,
    get: async (name, key) => (reach(name), table.get(name, key)),
    getMany: async (name, keys) => (reach(name), table.getMany(name, keys)),
    write: async (name, writes) => (reach(name), table.write(name, writes)),
    async *query(name, query) {
      reach(name);
      yield* table.query(name, query);
    },
    async *scan(name) {
      reach(name);
      yield* table.scan(name);
    },
  };
}

beforeEach(async () => {
  lost = new Set();
  const table = breakable(createSqliteTable({ path: ":memory:", now: () => Date.parse("2026-11-24T14:00:00Z") }));
  logged = "";
  const log = createLog("debug", { write: (line) => void (logged += line) });
  t = await createTestApp({ adapters: { table, log } });
  await t.sync();
  priya = t.browser();
  await priya.signIn("priya.raman");
  arn = t.world.role("payments-prod", "PaymentsOnCall").arn;
});
afterEach(() => t.close());

const issued = () => t.simulator.calls.list().filter(({ input }) => input["RoleArn"] === arn).length;

test("where the audit cannot be written, AWS is not even asked", async () => {
  lost = new Set([AUDIT]);
  expect((await failureOf(priya.api.access.signIn.mutate({ roleArn: arn }))).code).toBe("unavailable");
  expect(issued()).toBe(0);
});

test("a grant that is gone from the store since the page was drawn lets nobody in, and the refusal is audited", async () => {
  const [role] = await t.app.store.roles.read([arn]);
  if (role === undefined) throw new Error("the role was not synced");
  await t.app.store.roles.apply(role.accountId, { put: [{ ...role, tags: {} }] });
  const refused = await failureOf(priya.api.access.signIn.mutate({ roleArn: arn }));
  expect(refused.code).toBe("forbidden");
  expect(issued()).toBe(0);
  const [page] = await Array.fromAsync(t.app.store.audit.ofDay("2026-11-24"));
  expect(page?.find(({ outcome }) => outcome === "refused")).toMatchObject({
    actor: { name: "priya.raman@larkspur.example" },
    command: "sign-in-to-console",
    target: arn,
  });
});

test("an account that has left since the page was drawn lets nobody in, also where memory cannot be brought up to date", async () => {
  const account = t.app.estate.accounts().get(arn.split(":")[4] ?? "");
  if (account === undefined) throw new Error("the account was not synced");
  await t.app.store.accounts.apply("main", { put: [{ ...account, leftAt: "2026-11-24T13:00:00.000Z" }] });
  lost = new Set(["gatehouse_listings"]);
  expect((await failureOf(priya.api.access.signIn.mutate({ roleArn: arn }))).code).toBe("forbidden");
  expect(issued()).toBe(0);
});

test("a session that was ended elsewhere issues nothing, though pages still believe it for a moment", async () => {
  const cookie = priya.cookie();
  const elsewhere = t.browser();
  elsewhere.setCookie(cookie);
  await elsewhere.api.session.me.query();
  const hash = new Bun.CryptoHasher("sha256").update((cookie ?? "").split("=")[1]?.split(".")[0] ?? "").digest("hex");
  await t.app.store.sessions.end(hash);
  expect((await elsewhere.api.session.me.query()).name).toBe("priya.raman@larkspur.example");
  expect((await failureOf(elsewhere.api.access.signIn.mutate({ roleArn: arn }))).code).toBe("unauthenticated");
  expect(issued()).toBe(0);
  t.pass(5_000);
  expect((await failureOf(elsewhere.api.session.me.query())).code).toBe("unauthenticated");
});

test("while storage cannot be reached the page answers from memory and says so, nothing is issued, and it recovers", async () => {
  lost = new Set([ROLES, SESSIONS, AUDIT, "gatehouse_listings"]);
  await t.app.estate.refresh();
  t.pass(10_000);
  const { roles, stale } = await priya.api.access.eligibleRoles.query({ includeCliOnly: false });
  expect(roles.some((role) => role.arn === arn)).toBe(true);
  expect(stale).toContain("cannot be reached");
  expect((await failureOf(priya.api.access.signIn.mutate({ roleArn: arn }))).code).toBe("unavailable");
  lost = new Set();
  await t.app.estate.refresh();
  expect((await priya.api.access.eligibleRoles.query({ includeCliOnly: false })).stale).toBeUndefined();
  await priya.api.access.signIn.mutate({ roleArn: arn });
  expect(issued()).toBe(1);
});

test("a person who asks for credentials without end is slowed down", async () => {
  const calls = Array.from({ length: 61 }, () =>
    priya.api.access.signIn.mutate({ roleArn: arn }).then(
      () => "issued",
      () => "refused",
    ),
  );
  expect((await Promise.all(calls)).filter((outcome) => outcome === "issued")).toHaveLength(60);
  t.pass(60_000);
  await priya.api.access.signIn.mutate({ roleArn: arn });
});

test("the sign-in address and the credentials stand in no row, no log line and no cacheable answer", async () => {
  const answer = await priya.send("/api/trpc/access.signIn", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ roleArn: arn }),
  });
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const { result } = (await answer.json()) as { result: { data: { url: string } } };
  const token = new URL(result.data.url).searchParams.get("SigninToken") ?? "";
  expect(token.length).toBeGreaterThan(20);
  const kept = JSON.stringify(await Array.fromAsync(t.app.store.audit.ofDay("2026-11-24")));
  expect(kept).not.toContain(token);
  expect(kept).not.toContain("secretAccessKey");
  expect(logged).not.toContain(token);
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import type { Table } from "@gatehouse/store/table";
import { createLife } from "../../src/operation/life.ts";
import { createServer, type Server } from "../../src/server.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;
let lost = false;

/** A table that can be lost, as when the network to it is cut. */
function losable(table: Table): Table {
  const get: Table["get"] = (...asked) =>
    lost ? Promise.reject(new Error("no route to 10.1.2.3")) : table.get(...asked);
  return { ...table, get };
}

beforeEach(async () => {
  lost = false;
  t = await createTestApp({
    adapters: { table: losable(createSqliteTable({ path: ":memory:", now: () => t.now() })) },
  });
  await t.app.estate.filled();
});
afterEach(() => t.close());

const life = createLife();
async function ask(path: string, server: Pick<Server, "handle"> = t.server, method = "GET") {
  const answer = await server.handle(
    new Request(`http://localhost${path}`, { method, headers: { host: "localhost" } }),
  );
  return { status: answer.status, text: await answer.text() };
}

test("a process whose storage answers, whose read model is filled and whose hubs are known is ready", async () => {
  expect(await ask("/readyz")).toEqual({ status: 200, text: '{"ready":true,"missing":[],"degraded":[]}' });
  expect(await ask("/healthcheck")).toEqual({ status: 200, text: "OK" });
});

test("without storage it lives and is not ready, says what is missing, and names no address", async () => {
  lost = true;
  const { status, text } = await ask("/readyz");
  expect(status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({ missing: [{ what: "storage", sentence: "The table cannot be read." }] });
  expect(text).not.toContain("10.1.2.3");
  expect((await ask("/readyz", t.server, "HEAD")).status).toBe(503);
  expect((await ask("/healthcheck")).status).toBe(200);
});

test("one hub that is not known degrades, and only without any the process is not ready", async () => {
  const hubs = (unknown: string[]) => ({ ...t.app, hubs: { ...t.app.hubs, unknown: () => unknown } });
  const server = (unknown: string[]) => createServer(hubs(unknown), { addressOf: () => "127.0.0.1" });
  const one = await ask("/readyz", server(["aws-us-gov"]));
  expect(one.status).toBe(200);
  expect(JSON.parse(one.text)).toMatchObject({ degraded: [{ what: "aws" }] });
  const none = await ask("/readyz", server(["aws", "aws-us-gov"]));
  expect(none.status).toBe(503);
  expect(JSON.parse(none.text).missing).toHaveLength(2);
});

test("a process that is stopping lives, is not ready, and closes its connections", async () => {
  const server = createServer(t.app, { addressOf: () => "127.0.0.1", life });
  life.announceStop();
  expect((await ask("/readyz", server)).status).toBe(503);
  const answer = await server.handle(new Request("http://localhost/healthcheck", { headers: { host: "localhost" } }));
  expect([answer.status, answer.headers.get("connection")]).toEqual([200, "close"]);
});

test("metrics are not at the address of the pages", async () => {
  expect(await ask("/metrics")).toMatchObject({ status: 404 });
});

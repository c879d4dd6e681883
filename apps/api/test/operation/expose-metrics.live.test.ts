import { afterAll, beforeAll, expect, test } from "bun:test";
import { exposeMetrics } from "../../src/operation/expose-metrics.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;

beforeAll(async () => {
  t = await createTestApp();
  await t.sync();
});
afterAll(() => t.close());

test("metrics are served at an address of their own, with the index's age, the event loop and other threads' counts", async () => {
  t.pass(3_000);
  const thread = await createTestApp();
  thread.app.metrics.signedOn("demo");
  const counted = await thread.app.metrics.counted();
  const exposed = exposeMetrics(t.app, { host: "127.0.0.1", port: 0 }, async () => [counted]);
  const address = `http://127.0.0.1:${exposed.port}`;
  const blocked = performance.now() + 120;
  await Bun.sleep(20);
  while (performance.now() < blocked);
  await Bun.sleep(20);
  const answer = await fetch(`${address}/metrics`);
  expect(answer.headers.get("content-type")).toStartWith("text/plain; version=0.0.4");
  const text = await answer.text();
  const value = (name: string) => Number(new RegExp(`^gatehouse_${name} (.+)$`, "m").exec(text)?.[1]);
  expect(value("index_age_seconds")).toBe(3);
  expect(value("oldest_listing_seconds")).toBe(3);
  expect(value("estate_roles")).toBe(t.app.estate.roleCount());
  expect(value("event_loop_lag_max_seconds")).toBeGreaterThan(0.05);
  expect(text).toContain('gatehouse_sign_ons_total{method="demo"} 1');
  expect(text).toContain('gatehouse_job_duration_seconds_count{job="sync-estate",outcome="done"} 1');
  expect((await fetch(`${address}/`)).status).toBe(404);

  const taken = () => exposeMetrics(t.app, { host: "127.0.0.1", port: exposed.port ?? 0 }, async () => []);
  expect(taken).toThrow("another program has the port");
  await exposed.stop();
  expect(await fetch(`${address}/metrics`).catch(() => "gone")).toBe("gone");
  await thread.close();
});

import { afterAll, beforeAll, expect, test } from "bun:test";
import { exposeMetrics } from "../../src/operation/expose-metrics.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;

beforeAll(async () => {
  t = await createTestApp();
  await t.sync();
});
afterAll(() => t.close());

/** What a port answers to these very bytes. */
function answerTo(port: number, bytes: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = "";
  const socket = {
    open: (opened: Bun.Socket) => void opened.write(bytes),
    data: (_: Bun.Socket, data: Buffer) => void (text += data.toString()),
    close: () => resolve(text),
    error: (_: Bun.Socket, error: Error) => reject(error),
  };
  Bun.connect({ hostname: "127.0.0.1", port, socket }).catch(reject);
  return promise;
}

test("a request without a host, or with one that is none, gets the metrics, and an error no page of the program's source", async () => {
  let broken = false;
  const exposed = exposeMetrics(t.app, { host: "127.0.0.1", port: 0 }, () =>
    broken ? Promise.reject(new Error("a bug")) : Promise.resolve([]),
  );
  const port = exposed.port ?? 0;
  const odd = "GET /metrics HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n";
  for (const bytes of ["GET /metrics HTTP/1.0\r\n\r\n", odd]) {
    const text = await answerTo(port, bytes);
    expect(text).toStartWith("HTTP/1.1 200 OK");
    expect(text).toContain("gatehouse_estate_roles ");
  }
  broken = true;
  const failed = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect([failed.status, await failed.text()]).toEqual([500, "The metrics could not be told; the log has more."]);
  await exposed.stop();
});

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
  const other = await (await fetch(`${address}/metrics`)).text();
  t.pass(60_000);
  expect(Number(/^gatehouse_event_loop_lag_max_seconds (.+)$/m.exec(other)?.[1])).toBeGreaterThan(0.05);
  const answer = await fetch(`${address}/metrics`);
  expect(answer.headers.get("content-type")).toStartWith("text/plain; version=0.0.4");
  const text = await answer.text();
  const value = (name: string) => Number(new RegExp(`^gatehouse_${name} (.+)$`, "m").exec(text)?.[1]);
  expect(value("index_age_seconds")).toBe(63);
  expect(value("oldest_listing_seconds")).toBe(63);
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

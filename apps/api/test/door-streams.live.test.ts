import { afterAll, beforeAll, expect, test } from "bun:test";
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink } from "@trpc/client";
import { EventSource } from "eventsource";
import { createServer, type Server } from "../src/server.ts";
import { type DoorTree, doorState, doorTree } from "./door-tree.ts";
import { createTestApp, type TestApp } from "./test-app.ts";

let world: TestApp;
let server: Server;
let origin = "";
let sent = 0;

beforeAll(async () => {
  world = await createTestApp();
  server = createServer(world.app, { router: doorTree });
  server.listen({ hostname: "127.0.0.1", port: 0 });
  origin = `http://127.0.0.1:${server.server?.port}`;
});
afterAll(async () => {
  await server.stop(true);
  await world.close();
});

function ask(url: unknown, init: RequestInit = {}): Promise<Response> {
  sent += 1;
  const headers = new Headers(init.headers);
  headers.set("origin", origin);
  headers.set("x-gatehouse", "1");
  return fetch(String(url), { ...init, headers });
}

test("in a streamed batch the quick answer does not wait for the slow one", async () => {
  const links = [httpBatchStreamLink({ url: `${origin}/api/trpc`, fetch: ask as never })];
  const calls = createTRPCClient<DoorTree>({ links });
  const before = sent;
  const late = calls.late.query();
  expect(await calls.greet.query({ name: "Ann" })).toBe("hello Ann");
  doorState.gate.resolve("at last");
  expect(await late).toBe("at last");
  expect(sent - before).toBe(1);
});

test("a subscription streams numbered events, goes on after the last one seen, and ends with its client", async () => {
  const links = [httpSubscriptionLink({ url: `${origin}/api/trpc`, EventSource })];
  const calls = createTRPCClient<DoorTree>({ links });
  const seen: number[] = [];
  const all = Promise.withResolvers<void>();
  const subscription = calls.count.subscribe(
    { to: 5, lastEventId: "2" },
    {
      onData({ data }) {
        seen.push(data);
        if (data === 5) all.resolve();
      },
      onError: (error) => all.reject(error),
    },
  );
  await all.promise;
  subscription.unsubscribe();
  expect(seen).toEqual([3, 4, 5]);
  while (doorState.ended === 0) await Bun.sleep(5);
});

test("no proxy holds a stream back or changes it, and it carries the security headers", async () => {
  const abort = new AbortController();
  const input = encodeURIComponent(JSON.stringify({ to: 1 }));
  const accept = { accept: "text/event-stream" };
  const { headers } = await fetch(`${origin}/api/trpc/count?input=${input}`, { headers: accept, signal: abort.signal });
  expect(headers.get("content-type")).toBe("text/event-stream");
  expect(headers.get("cache-control")).toContain("no-transform");
  expect(headers.get("x-accel-buffering")).toBe("no");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  abort.abort();
});

test("a body of 2 MB is refused with a sentence, also where it comes without its length", async () => {
  const body = JSON.stringify({ a: 1, b: "x".repeat(2_000_000) });
  const chunks = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(body));
      controller.close();
    },
  });
  for (const sentBody of [body, chunks]) {
    const headers = { "content-type": "application/json" };
    const answer = await ask(`${origin}/api/trpc/add`, { method: "POST", headers, body: sentBody });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain("larger than 1 MB");
  }
});

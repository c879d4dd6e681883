import { expect, test } from "bun:test";
import { createLife } from "./life.ts";

/** A stream that says one thing and then waits; left tells how often its reader went away. */
function waiting() {
  let left = 0;
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode("data: 1\n\n")),
    cancel: () => void (left += 1),
  });
  return { response: new Response(body, { headers: { "content-type": "text/event-stream" } }), left: () => left };
}

test("a stream that is cut ends without a last word, and its source is told", async () => {
  const life = createLife();
  const { response, left } = waiting();
  const held = life.hold(response);
  expect(held.headers.get("content-type")).toBe("text/event-stream");
  const text = held.text();
  life.cutStreams();
  expect(["", "data: 1\n\n"]).toContain(await text);
  expect(left()).toBe(1);
});

test("a stream that begins after the cut ends at once", async () => {
  const life = createLife();
  life.cutStreams();
  const { response, left } = waiting();
  await life.hold(response).text();
  expect(left()).toBe(1);
});

test("a client that leaves ends its source once, and the cut later ends nothing twice", async () => {
  const life = createLife();
  const { response, left } = waiting();
  const reader = life.hold(response).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  life.cutStreams();
  expect(left()).toBe(1);
});

test("a stream that ends by itself is passed on whole", async () => {
  expect(await createLife().hold(new Response("all of it")).text()).toBe("all of it");
});

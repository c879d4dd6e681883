import { expect, test } from "bun:test";
import { errorOf } from "../test/test-aws.ts";
import { fetchWithin } from "./fetch-within.ts";

/** Answers at once with headers and the first bytes of a body that never ends. */
async function answerHalf(): Promise<Response> {
  const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{"Si')) });
  return new Response(body, { headers: { "content-type": "application/json" } });
}

test("an answer whose body does not come to its end in time is a failure that names the host alone", async () => {
  const request = new Request("https://signin.example/federation?Session=secret");
  const error = await errorOf(fetchWithin(answerHalf, request, 5));
  expect(error).toMatchObject({ code: "unavailable", message: expect.stringContaining("signin.example") });
  expect(Bun.inspect(error)).not.toContain("secret");
});

test("what is given up is aborted, so that its connection is freed", async () => {
  const sent: Request[] = [];
  const silent = (request: Request) => {
    sent.push(request);
    return new Promise<Response>(() => {});
  };
  await errorOf(fetchWithin(silent, new Request("https://signin.example/"), 5));
  expect(sent.map(({ signal }) => signal.aborted)).toEqual([true]);
});

test("an answer is read to its end, and one that is no JSON says so by holding none", async () => {
  const answers = [() => Response.json({ a: 1 }), () => new Response("<html>", { status: 500 })];
  const read = answers.map((answer) => fetchWithin(async () => answer(), new Request("https://signin.example/")));
  expect(await Promise.all(read)).toEqual([
    { ok: true, status: 200, json: { a: 1 } },
    { ok: false, status: 500, json: undefined },
  ]);
});

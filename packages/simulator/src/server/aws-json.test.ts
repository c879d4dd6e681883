import { expect, test } from "bun:test";
import { AwsJson1_0Protocol } from "@aws-sdk/core/protocols";
import { HttpResponse } from "@smithy/core/transport";
import { comparable } from "../../test/wire-values.ts";
import { sdkHandler } from "../sdk-handler.ts";
import { awsJson } from "./aws-json.ts";
import { defineService } from "./service.ts";
import { toWireError } from "./wire-error.ts";

/** A small awsJson 1.0 service in the SDK's own schema form, compatible with awsQuery as SQS is. */
const Letter = [3, "post", "Letter", 0, ["Body", "Sent", "Tags"], [21, 4, [2, "post", "Tags", 0, 0, 0]], 1];
const SendLetter$ = [9, "post", "SendLetter", 0, () => Letter, () => Letter];
const traits = { awsQueryError: ["Post.NoSuchBox", 404], error: "client", httpError: 400 };
const NoSuchBox$ = [-3, "post", "NoSuchBox", traits, ["message"], [0]];

const contentType = "application/x-amz-json-1.0";
const wire = { name: "post", dialect: "json", contentType, target: "Post", isQueryCompatible: true } as const;
const service = defineService(wire, { SendLetter$, NoSuchBox$ }, {});
const settings = { defaultNamespace: "post", serviceTarget: "Post", awsQueryCompatible: true };
const protocol = new AwsJson1_0Protocol(settings);
const operation = { namespace: "post", name: "SendLetter", traits: 0, input: Letter, output: Letter };
const base64Encoder = (bytes: Uint8Array) => bytes.toBase64();
const base64Decoder = (text: string) => Uint8Array.fromBase64(text);
const endpoint = async () => ({ protocol: "https:", hostname: "post.example", path: "/" });
const context = { endpoint, base64Encoder, base64Decoder };
const letter = { Body: new Uint8Array([1, 2, 255]), Sent: new Date("2026-10-01T00:00:00Z"), Tags: { "ü&": "<x>" } };

test("awsJson 1.0 reads what the SDK writes, bytes, times and maps included", async () => {
  const request = await protocol.serializeRequest(operation as never, letter, context as never);
  expect(request.headers["content-type"]).toBe(contentType);
  await sdkHandler(async (received) => {
    const body = new Uint8Array(await received.arrayBuffer());
    const read = awsJson.read(service, { request: received, url: new URL(received.url), body });
    expect(comparable(read?.input)).toEqual(comparable(letter));
    return new Response();
  }).handle(request);
  expect.assertions(2);
});

test("the SDK reads what awsJson 1.0 answers", async () => {
  const [known] = service.operations.values();
  if (!known) throw new Error("The service has no operation.");
  const { status, headers, body } = awsJson.answer(service, known, letter);
  const bytes = new TextEncoder().encode(String(body("request")));
  const response = new HttpResponse({ statusCode: status, headers: Object.fromEntries(headers), body: bytes });
  const read = await protocol.deserializeResponse(operation as never, context as never, response);
  expect(comparable(read)).toEqual(comparable(letter));
});

test("a service that once spoke awsQuery tells the old code in a header", () => {
  const error = Object.assign(new Error("no box"), { name: "NoSuchBox" });
  const { status, headers, body } = awsJson.refuse(service, toWireError(service, error));
  expect([status, headers.get("x-amzn-query-error")]).toEqual([404, "Post.NoSuchBox;Sender"]);
  expect(JSON.parse(String(body("request")))).toEqual({ __type: "NoSuchBox", message: "no box" });
});

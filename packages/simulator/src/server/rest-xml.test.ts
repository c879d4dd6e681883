import { expect, test } from "bun:test";
import { AwsRestXmlProtocol } from "@aws-sdk/core/protocols";
import { HttpResponse } from "@smithy/core/transport";
import { comparable } from "../../test/wire-values.ts";
import { sdkHandler } from "../sdk-handler.ts";
import { restXml } from "./rest-xml.ts";
import { defineService } from "./service.ts";

/** A small service in the SDK's own schema form; no registered client speaks restXml yet. */
const NAMESPACE = "https://shelves.example/doc/";
const Label = [1, "shelves", "Labels", 0, [0, { xmlName: "Label" }]];
const Book = [3, "shelves", "Book", 0, ["Title", "Printed", "Labels"], [0, 4, [() => Label, { xmlFlattened: 1 }]]];
const PutBookInput = [
  3,
  "shelves",
  "PutBookInput",
  0,
  ["Shelf", "Key", "Mode", "Note", "Book"],
  [
    [0, { httpLabel: 1 }],
    [0, { httpLabel: 1 }],
    [0, { httpQuery: "mode" }],
    [0, { httpHeader: "x-note" }],
    [() => Book, { httpPayload: 1, xmlName: "Book" }],
  ],
  2,
];
const PutBookOutput = [
  3,
  "shelves",
  "PutBookOutput",
  0,
  ["Version", "Stored", "Copies"],
  [[0, { httpHeader: "x-version" }], () => Book, 1],
];
const PutBook$ = [
  9,
  "shelves",
  "PutBook",
  { http: ["PUT", "/{Shelf}/{Key+}", 200] },
  () => PutBookInput,
  () => PutBookOutput,
];

const wire = { name: "shelves", dialect: "rest-xml", contentType: "application/xml", namespace: NAMESPACE } as const;
const service = defineService(wire, { PutBook$ }, {});
const protocol = new AwsRestXmlProtocol({ defaultNamespace: "shelves", xmlNamespace: NAMESPACE });
const operation = {
  namespace: "shelves",
  name: "PutBook",
  traits: PutBook$[3],
  input: PutBookInput,
  output: PutBookOutput,
};
const context = { endpoint: async () => ({ protocol: "https:", hostname: "shelves.example", path: "/" }) };

const book = { Title: "Ü & <x>\n", Printed: new Date("2026-10-01T00:00:00Z"), Labels: ["a b", "c"] };
const input = { Shelf: "north wing", Key: "a/b c.txt", Mode: "fast", Note: "careful", Book: book };

test("restXml reads what the SDK writes: path, query, header and body", async () => {
  const request = await protocol.serializeRequest(operation as never, input, context as never);
  const handler = sdkHandler(async (received) => {
    const body = new Uint8Array(await received.arrayBuffer());
    const read = restXml.read(service, { request: received, url: new URL(received.url), body });
    expect(read?.operation.name).toBe("PutBook");
    expect(comparable(read?.input)).toEqual(comparable(input));
    return new Response();
  });
  await handler.handle(request);
  expect.assertions(2);
});

test("the SDK reads what restXml answers", async () => {
  const output = { Version: "v2", Stored: book, Copies: 3 };
  const [known] = service.operations.values();
  if (!known) throw new Error("The service has no operation.");
  const { status, headers, body } = restXml.answer(service, known, output);
  const response = new HttpResponse({
    statusCode: status,
    headers: Object.fromEntries(headers),
    body: new TextEncoder().encode(String(body("request"))),
  });
  const read = await protocol.deserializeResponse(operation as never, context as never, response);
  expect(comparable(read)).toEqual(comparable(output));
});

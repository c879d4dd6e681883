import { afterEach, expect, test } from "bun:test";
import { createServer, type Server, type Socket } from "node:net";
import type { Failure } from "@gatehouse/core/failure";
import { createDynamoClient } from "./dynamo-client.ts";
import { createDynamoTable } from "./dynamo-table.ts";
import { createS3Blobs } from "./s3-blobs.ts";
import { NOTES } from "./tables.ts";

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: 100\r\n\r\n{"Resp';
const open: { server: Server; sockets: Socket[] }[] = [];

/** A server that takes every connection and then never ends its answer, if it begins one at all. */
async function hanging(answer: string): Promise<string> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => {});
    if (answer !== "") socket.once("data", () => socket.write(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push({ server, sockets });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}

afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

const common = { region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } };
const patience = { timeoutMs: 50, maxAttempts: 2 };

test.each([
  ["never answers", ""],
  ["stops within its answer", HEAD],
])("storage that %s is a failure after the attempts' time, and holds nobody up for ever", async (_, answer) => {
  const options = { ...common, endpoint: await hanging(answer) };
  const table = createDynamoTable({ client: createDynamoClient(options, patience) });
  const blobs = createS3Blobs({ ...options, bucket: "snapshots" }, patience);
  const outcomes = await Promise.allSettled([table.get(NOTES, { name: "x" }), blobs.get("x")]);
  const codes = outcomes.map((outcome) => outcome.status === "rejected" && (outcome.reason as Failure).code);
  expect(codes).toEqual(["unavailable", "unavailable"]);
  await table.close();
});

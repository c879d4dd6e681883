import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect } from "node:net";
import { createServer, type Server } from "../src/server.ts";
import { createTestApp, type TestApp } from "./test-app.ts";
import type { Config } from "../src/config/config.ts";

let world: TestApp;
let server: Server;

const behindProxy = (config: Config): Config => ({
  ...config,
  sign_on: { ...config.sign_on, methods: ["header"], header: { user: "x-user" }, trusted_proxies: ["10.0.0.0/8"] },
});

beforeAll(async () => {
  world = await createTestApp({ change: behindProxy });
  const bodies = { identity: new TextEncoder().encode("<title>Gatehouse</title>") };
  const page = { bodies, type: "text/html", etag: "x", cache: "no-cache" };
  server = createServer(world.app, { web: new Map([["/index.html", page]]) });
  server.listen({ hostname: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await server.stop(true);
  await world.close();
});

/** The status of the answer to these bytes. */
async function statusOf(request: string): Promise<number> {
  const answered = Promise.withResolvers<string>();
  const socket = connect(server.server?.port ?? 0, "127.0.0.1", () => socket.write(request));
  socket.once("data", (data) => answered.resolve(data.toString()));
  const [, status] = (await answered.promise).split(" ");
  socket.destroy();
  return Number(status);
}

test.each(["HTTP/1.0\r\n", "HTTP/1.1\r\nHost: a b\r\n", "HTTP/1.1\r\nHost: ][:99999\r\n"])(
  "a request that names no host, by %j, gets the page and the health, and from the doors a refusal, never a bug",
  async (rest) => {
    expect(await statusOf(`GET / ${rest}\r\n`)).toBe(200);
    expect(await statusOf(`GET /healthcheck ${rest}\r\n`)).toBe(200);
    expect(await statusOf(`GET /api/v1/get_roles?all=true ${rest}\r\n`)).toBe(403);
    expect(await statusOf(`GET /api/trpc/session.me ${rest}\r\n`)).toBe(400);
    expect(await statusOf(`GET /audit/export?format=csv ${rest}\r\n`)).toBe(401);
    expect(await statusOf(`GET /auth?state=a ${rest}\r\n`)).toBe(400);
  },
);

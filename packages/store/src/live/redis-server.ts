import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, untilOpen } from "./free-port.ts";

export type RedisServer = {
  url: string;
  /** Ends the server as a crash does; what it held is gone. */
  stop(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** Lets the server hang, or go on: it accepts commands and answers none. */
  freeze(frozen: boolean): void;
  /** Stops it for good and removes its folder. */
  close(): Promise<void>;
};

/** Why no Redis can be started here; undefined where one can. */
export function redisMissing(): string | undefined {
  return Bun.which("redis-server") === null ? "redis-server is not installed" : undefined;
}

/** Starts a real redis-server of its own on a free loopback port, holding everything in memory. */
export async function startRedis(...settings: string[]): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-redis-"));
  const port = await freePort();
  const spawn = () =>
    Bun.spawn(
      [
        "redis-server",
        "--port",
        String(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        folder,
        "--save",
        "",
        "--appendonly",
        "no",
        ...settings,
      ],
      { stdout: "ignore", stderr: "ignore" },
    );
  let server = spawn();
  const stop = async (): Promise<void> => {
    server.kill("SIGKILL");
    await server.exited;
  };
  await untilOpen(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop,
    async start() {
      server = spawn();
      await untilOpen(port);
    },
    freeze(frozen) {
      server.kill(frozen ? "SIGSTOP" : "SIGCONT");
    },
    async close() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

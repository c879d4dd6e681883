import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@gatehouse/store/live/free-port";
import { serveSimulator } from "@gatehouse/simulator/server";
import { createSimulator, type Simulator, type SimulatorSettings } from "@gatehouse/simulator/simulator";
import type { StorageConfig } from "@gatehouse/store/storage-config";
import { testConfig } from "../test-config.ts";

export type ApiProcess = {
  simulator: Simulator;
  origin: string;
  /** The folder of its records. */
  data: string;
  start(): Promise<void>;
  /** Starts one more over the same records, at an address of its own. */
  startSecond(): Promise<{ origin: string; stop(): Promise<number> }>;
  /** Starts an extra machine for the jobs over the same records. */
  startWorker(): Bun.Subprocess;
  /** Ends it as kill -9 does. */
  kill(): Promise<void>;
  /** Asks it to end, as a deployment does, and answers its exit code. */
  stop(): Promise<number>;
  close(): Promise<void>;
};

/** What else the config says, and the environment holds. */
type Wishes = { more?: object; env?: Record<string, string> };

const SOURCE = join(import.meta.dir, "../../src");

/** The real program as a process of its own over a simulated AWS, on one port and one folder for all its lives. */
export async function createApiProcess(
  estate: SimulatorSettings,
  storage: Partial<StorageConfig> = {},
  { more = {}, env: wished = {} }: Wishes = {},
): Promise<ApiProcess> {
  const simulator = createSimulator(estate);
  const aws = serveSimulator(simulator, { port: 0 });
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-api-"));
  const port = await freePort();
  const file = join(folder, "gatehouse.json");
  const config = testConfig(simulator, aws.url);
  const listen = { host: "127.0.0.1", port };
  const words = {
    ...config,
    ...more,
    listen,
    web: folder,
    storage: { ...config.storage, data: join(folder, "data"), ...storage },
  };
  await Bun.write(file, JSON.stringify(words));
  await Bun.write(join(folder, "index.html"), "<!doctype html><title>Gatehouse</title>");
  const origin = `http://127.0.0.1:${port}`;
  const data = join(folder, "data");
  const children: Bun.Subprocess[] = [];
  let child: Bun.Subprocess | undefined;

  const spawn = (program: string, moved: Record<string, string> = {}) => {
    const level = process.env["GATEHOUSE_LOG"] ?? "silent";
    const env = { ...process.env, GATEHOUSE_CONFIG: file, GATEHOUSE_LOG: level, ...wished, ...moved };
    const spawned = Bun.spawn([process.execPath, join(SOURCE, program)], { env, stdout: "inherit", stderr: "inherit" });
    children.push(spawned);
    return spawned;
  };

  const begin = async (at: string, moved?: Record<string, string>) => {
    const begun = spawn("main.ts", moved);
    while (!(await answers(at))) {
      if (begun.exitCode !== null) throw new Error(`the API ended with ${begun.exitCode}`);
      await Bun.sleep(20);
    }
    return begun;
  };
  const end = async (signal: NodeJS.Signals): Promise<number> => {
    child?.kill(signal);
    return (await child?.exited) ?? 0;
  };

  return {
    simulator,
    origin,
    data,
    async start() {
      child = await begin(origin);
    },
    async startSecond() {
      const other = await freePort();
      const at = `http://127.0.0.1:${other}`;
      const second = await begin(at, { PORT: String(other) });
      return {
        origin: at,
        async stop() {
          second.kill("SIGTERM");
          return second.exited;
        },
      };
    },
    startWorker: () => spawn("worker.ts"),
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
    async close() {
      for (const one of children) one.kill("SIGKILL");
      await Promise.all(children.map(({ exited }) => exited));
      await aws.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function answers(origin: string): Promise<boolean> {
  return fetch(`${origin}/healthcheck`).then(
    ({ ok }) => ok,
    () => false,
  );
}

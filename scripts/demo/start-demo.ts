import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { constants, setPriority, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { type Child, firstLine, flow, lastWords, startChild, stopChildren } from "./children.ts";
import type { DemoSettings } from "./demo-arguments.ts";
import { demoConfig } from "./demo-config.ts";
import { freePort } from "./free-port.ts";

export type Demo = {
  url: string;
  simulator: string;
  /** Where both programs' output goes. */
  log: string;
  /** Ends everything that was started; a temporary folder goes too. */
  stop(): Promise<void>;
  /** Resolves with the reason when one of the programs ends by itself. */
  ended: Promise<string>;
  apiPid: number;
};

/** What benchmarks and tests want besides. */
export type Extras = {
  /** Done before Gatehouse starts. */
  before?(simulator: string): Promise<void>;
  /** A module loaded into Gatehouse. */
  preload?: string;
  env?: Record<string, string>;
  /** The executable to start in place of the sources. */
  binary?: string;
  /** What the config says besides. */
  more?: object;
};

const Ready = z.object({ url: z.url() });
const Organizations = z.object({
  organizations: z.array(
    z.object({
      partition: z.string(),
      managementAccountId: z.string(),
      roles: z.object({ hub: z.string(), spoke: z.string(), organizations: z.string() }),
    }),
  ),
});

/** Starts the simulated AWS and Gatehouse in front of it, and answers when the pages do; the first sync may still run. */
export async function startDemo(settings: DemoSettings, extras: Extras = {}): Promise<Demo> {
  const port = await freePort(settings.port);
  const folder =
    settings.data === undefined ? await mkdtemp(join(tmpdir(), "gatehouse-demo-")) : resolve(settings.data);
  await mkdir(folder, { recursive: true });
  const log = join(folder, "demo.log");
  const sink = Bun.file(log).writer();
  const children: Child[] = [];
  const stop = async (): Promise<void> => {
    await stopChildren(children);
    await sink.end();
    if (settings.data === undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    const simulator = startSimulator(settings);
    children.push(simulator);
    const { url } = Ready.parse(JSON.parse(await firstLine(simulator, sink)));
    const asked = await fetch(`${url}/_simulator/organizations`);
    const { organizations } = Organizations.parse(await asked.json());
    await extras.before?.(url);
    const config = join(folder, "gatehouse.yaml");
    const storage = { data: join(folder, "data"), ...(await storageBlock(settings.storage)) };
    await Bun.write(config, demoConfig({ port, storage, simulator: url, organizations, more: extras.more }));
    if ("dynamodb" in storage) await createTables(config, sink, extras.env);
    const api = startChild({
      name: "API",
      script: "apps/api/src/main.ts",
      binary: extras.binary,
      flags: extras.preload === undefined ? [] : ["--preload", extras.preload],
      env: { GATEHOUSE_CONFIG: config, PORT: String(port), NODE_ENV: "production", ...extras.env },
    });
    children.push(api);
    const gatehouse = `http://127.0.0.1:${port}`;
    await answers(api, gatehouse, sink);
    const ended = Promise.race(children.map(whyEnded));
    return { url: gatehouse, simulator: url, log, stop, ended, apiPid: api.process.pid };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startSimulator({ seed, accounts, roles }: DemoSettings): Child {
  const words = ["--port", "0", "--seed", seed, "--accounts", String(accounts), "--roles", String(roles)];
  const simulator = startChild({ name: "simulator", script: "packages/simulator/src/main.ts", words });
  // It stands for machines elsewhere, which take no time from those who wait for a page.
  setPriority(simulator.process.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return simulator;
}

async function whyEnded(child: Child): Promise<string> {
  return `The ${child.name} ended with code ${await child.process.exited}`;
}

/** Waits until the pages answer; throws with the API's own words if it ends instead. */
async function answers(api: Child, url: string, sink: Bun.FileSink): Promise<void> {
  while (api.process.exitCode === null) {
    const ready = await fetch(`${url}/healthcheck`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) {
      void flow(api.process.stdout, sink);
      void flow(api.process.stderr, sink);
      return;
    }
    await Bun.sleep(50);
  }
  throw await lastWords(api, await api.process.stdout.text());
}

async function storageBlock(file: string | undefined): Promise<object> {
  if (file === undefined) return {};
  const block: unknown = Bun.YAML.parse(await Bun.file(file).text());
  if (typeof block !== "object" || block === null) throw new Error(`${file} holds no storage block`);
  return block;
}

/** DynamoDB has no tables of its own accord; the embedded records make theirs. */
async function createTables(config: string, sink: Bun.FileSink, env: Record<string, string> = {}): Promise<void> {
  const script = startChild({
    name: "script that creates the tables",
    script: "scripts/init-tables.ts",
    words: ["--config", config],
    env,
  });
  const said = await script.process.stdout.text();
  void sink.write(said);
  if ((await script.process.exited) !== 0) throw await lastWords(script, said);
}

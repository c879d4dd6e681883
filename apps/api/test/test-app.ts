import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAws } from "@gatehouse/aws/aws";
import { sdkHandler } from "@gatehouse/simulator/sdk-handler";
import { createSimulator, type SimulatorSettings } from "@gatehouse/simulator/simulator";
import { createFolderBlobs } from "@gatehouse/store/folder-blobs";
import { createMemoryCache } from "@gatehouse/store/memory-cache";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import { type Adapters, createApp } from "../src/app.ts";
import type { Config } from "../src/config/config.ts";
import { SYNC_ESTATE } from "../src/jobs/job-names.ts";
import { runJob } from "../src/jobs/run-job.ts";
import { createLog } from "../src/log.ts";
import { createServer } from "../src/server.ts";
import { createBrowser } from "./browser.ts";
import { testConfig } from "./test-config.ts";

export type TestApp = Awaited<ReturnType<typeof createTestApp>>;

type Send = (request: Request) => Promise<Response>;

type Wishes = {
  change?(config: Config): Config;
  peer?: string;
  adapters?: Adapters;
  estate?: SimulatorSettings;
  /** What stands between us and AWS. */
  between?(aws: Send): Send;
};

/** An App over a simulated AWS and storage in memory, its server without a socket, and a clock that the test moves. */
export async function createTestApp({ change, peer = "127.0.0.1", adapters = {}, estate = {}, between }: Wishes = {}) {
  let time = Date.parse("2026-11-24T14:00:00Z");
  const now = (): number => time;
  const simulator = createSimulator({ seed: 1, accounts: 10, roles: 6, now, ...estate });
  const config = testConfig(simulator);
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
  const fetch = between?.(simulator.fetch) ?? simulator.fetch;
  const app = await createApp(change?.(config) ?? config, {
    aws: createAws({ hubs: config.hubs, now, requestHandler: sdkHandler(fetch), fetch, retryDelay: () => 0 }),
    table: createSqliteTable({ path: ":memory:", now }),
    cache: createMemoryCache({ now }),
    blobs: createFolderBlobs(folder),
    now,
    log: createLog("silent"),
    // So that a test sees at once what an answer leaves for later.
    later: (work) => work(),
    ...adapters,
  });
  await app.hubs.refresh();
  const server = createServer(app, { addressOf: () => peer });
  return {
    app,
    server,
    simulator,
    world: simulator.world,
    now,
    /** Lets time pass, for us and for AWS. */
    pass: (milliseconds: number): void => void (time += milliseconds),
    /** A browser with its own cookie on our page; the headers given are sent with everything. */
    browser: (headers: Record<string, string> = {}) => createBrowser(server, headers),
    /** Syncs the whole simulated estate, as the schedule does. */
    async sync(): Promise<string> {
      const run = {
        id: app.newId("run"),
        job: SYNC_ESTATE,
        startedAt: new Date(time).toISOString(),
        startedBy: "test",
      };
      await app.store.runs.start(run);
      await runJob(app, run.id, new AbortController().signal);
      await app.estate.refresh();
      return run.id;
    },
    async close(): Promise<void> {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

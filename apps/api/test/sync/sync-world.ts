import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAws } from "@gatehouse/aws/aws";
import type { RunEvent } from "@gatehouse/core/sync/run";
import { sdkHandler } from "@gatehouse/simulator/sdk-handler";
import { createSimulator, type Simulator } from "@gatehouse/simulator/simulator";
import { createFolderBlobs } from "@gatehouse/store/folder-blobs";
import { createMemoryCache } from "@gatehouse/store/memory-cache";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import { type Adapters, type App, createApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { enqueueRun } from "../../src/jobs/enqueue-run.ts";
import { SYNC_ESTATE } from "../../src/jobs/job-names.ts";
import { runJob } from "../../src/jobs/run-job.ts";
import { createLog } from "../../src/log.ts";

export const START = Date.parse("2026-11-24T14:00:00Z");

export type SyncWorld = {
  simulator: Simulator;
  app: App;
  /** Moves the clock that the App and AWS share. */
  wait(milliseconds: number): void;
  /** Runs a whole sync in this thread and answers its events. */
  sync(): Promise<RunEvent[]>;
  /** Continues whatever run is unfinished. */
  work(run: string): Promise<RunEvent[]>;
  /** Names of the stored roles of an account, sorted. */
  names(accountId: string): Promise<string[]>;
  close(): Promise<void>;
};

type Settings = { seed?: string; accounts?: number; roles?: number; adapters?: Partial<Adapters>; config?: string };

/** An App over a simulated AWS in this process, with an empty store of its own: no socket, no real clock. */
export async function createSyncWorld({
  seed = "sync",
  accounts = 4,
  roles = 20,
  ...more
}: Settings = {}): Promise<SyncWorld> {
  let time = START;
  const now = () => time;
  const simulator = createSimulator({ seed, accounts, roles, now });
  const config = loadConfig(describeConfig(simulator, more.config ?? ""));
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-sync-"));
  const app = await createApp(config, {
    now,
    log: createLog("silent"),
    aws: createAws({
      hubs: config.hubs,
      now,
      requestHandler: sdkHandler(simulator.fetch),
      fetch: (request) => simulator.fetch(request instanceof Request ? request : new Request(request)),
      retryDelay: () => 0,
    }),
    table: createSqliteTable({ path: ":memory:", now }),
    cache: createMemoryCache({ now }),
    blobs: createFolderBlobs(folder),
    ...more.adapters,
  });

  const work = async (run: string) => {
    await runJob(app, run, new AbortController().signal);
    return app.store.runs.events(run);
  };

  return {
    simulator,
    app,
    work,
    wait: (milliseconds) => void (time += milliseconds),
    async sync() {
      time += 60_000;
      const id = app.newId("run");
      await enqueueRun(app, { id, job: SYNC_ESTATE, startedBy: "test" });
      return work(id);
    },
    async names(accountId) {
      const roles = await app.store.roles.ofAccount(accountId);
      return roles.map(({ arn }) => arn.slice(arn.lastIndexOf("/") + 1)).sort();
    },
    async close() {
      await app.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The account's event of a run. */
export function eventOf(events: readonly RunEvent[], accountId: string) {
  return events.find((event) => event.type === "account" && event.accountId === accountId);
}

function describeConfig({ world }: Simulator, more: string): string {
  const hubs = world.organizations.map(({ partition, managementAccountId }) => {
    const role = `arn:${partition}:iam::${managementAccountId}:role/${world.names.organizations}`;
    const region = partition === "aws" ? "us-east-1" : "us-gov-west-1";
    return `  - { name: ${partition}, partition: ${partition}, region: ${region}, spoke_role: ${world.names.spoke},
      organizations_role: "${role}", endpoint: "http://127.0.0.1:1", federation_url: "http://127.0.0.1:1/federation",
      credentials: { container_uri: "http://127.0.0.1:1/credentials/${partition}" } }`;
  });
  const person = `{ name: ann@larkspur.example, display_name: Ann, groups: [all-staff] }`;
  return `hubs:\n${hubs.join("\n")}\nsign_on: { methods: [demo], demo_people: [${person}] }\n${more}`;
}

import type { RunEvent } from "@gatehouse/core/sync/run";
import type { SimulatorSettings } from "@gatehouse/simulator/simulator";
import type { Adapters, App } from "../../src/app.ts";
import type { Config } from "../../src/config/config.ts";
import { enqueueRun } from "../../src/jobs/enqueue-run.ts";
import { SYNC_ESTATE } from "../../src/jobs/job-names.ts";
import { runJob } from "../../src/jobs/run-job.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

export type SyncWorld = Pick<TestApp, "app" | "simulator" | "world" | "now" | "pass" | "close"> & {
  /** A minute later, runs a whole sync in this thread and answers its events. */
  sync(): Promise<RunEvent[]>;
  /** Continues a run that is enqueued or was interrupted. */
  work(run: string): Promise<RunEvent[]>;
  /** Names of the stored roles of an account, sorted. */
  names(accountId: string): Promise<string[]>;
};

type Wishes = { estate?: SimulatorSettings; adapters?: Adapters; change?(config: Config): Config };

/** A small estate whose syncs a test can run, change and look at. */
export async function createSyncWorld({ estate, ...wishes }: Wishes = {}): Promise<SyncWorld> {
  const test = await createTestApp({ ...wishes, estate: { seed: "sync", accounts: 4, roles: 20, ...estate } });
  const { app } = test;
  const work = (run: string) => workOn(app, run);
  return {
    ...test,
    work,
    async sync() {
      test.pass(60_000);
      const id = app.newId("run");
      await enqueueRun(app, { id, job: SYNC_ESTATE, startedBy: "test" });
      return work(id);
    },
    async names(accountId) {
      const roles = await app.store.roles.ofAccount(accountId);
      return roles.map(({ arn }) => arn.slice(arn.lastIndexOf("/") + 1)).sort();
    },
  };
}

/** The account's event of a run. */
export function eventOf(events: readonly RunEvent[], accountId: string) {
  return events.find((event) => event.type === "account" && event.accountId === accountId);
}

async function workOn(app: App, run: string): Promise<RunEvent[]> {
  await runJob(app, run, new AbortController().signal);
  return app.store.runs.events(run);
}

import type { App } from "../app.ts";
import type { Config } from "../config/config.ts";
import { applyConfirmed } from "../sync/apply-confirmed.ts";
import { syncEstate } from "../sync/sync-estate.ts";
import { APPLY_CONFIRMED, SYNC_ESTATE } from "./job-names.ts";
import type { RunLog } from "./run-log.ts";

/** Work that Gatehouse does by itself: on a schedule, or when something was asked for. */
export type JobDefinition = {
  name: string;
  title: string;
  about: string;
  /** Absent: only when asked for. */
  everyMinutes?(config: Config): number;
  /** Does the work; called again with the events so far where an earlier attempt was interrupted. */
  work(app: App, log: RunLog): Promise<void>;
};

export const JOBS: readonly JobDefinition[] = [
  {
    name: SYNC_ESTATE,
    title: "Sync the estate",
    about: "Reads every account and keeps what Gatehouse knows true. People can work while it runs.",
    everyMinutes: (config) => config.jobs.sync_minutes,
    work: syncEstate,
  },
  {
    name: APPLY_CONFIRMED,
    title: "Apply confirmed removals",
    about: "Lists an account again whose held removal an admin has confirmed, and removes what is really gone.",
    work: applyConfirmed,
  },
];

export function findJob(name: string): JobDefinition | undefined {
  return JOBS.find((job) => job.name === name);
}

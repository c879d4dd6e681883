import type { App } from "../app.ts";
import { enqueueRun, takeUpRun } from "./enqueue-run.ts";
import { JOBS, type JobDefinition } from "./jobs.ts";
import { lastTick, tickId } from "./ticks.ts";

/**
 * Brings every job up to date: a run that was interrupted is taken up again, and the last tick is enqueued if
 * no run has begun since, so that a tick missed while nothing ran is made up for.
 */
export async function tendRuns(app: App): Promise<void> {
  for (const job of JOBS) await tendJob(app, job);
}

async function tendJob(app: App, job: JobDefinition): Promise<void> {
  const newest = await app.store.runs.newest(job.name, 5);
  const unfinished = newest.find((run) => run.finishedAt === undefined);
  if (unfinished) return takeUpRun(app, unfinished);
  if (job.everyMinutes === undefined) return;
  const tick = lastTick(app.now(), job.everyMinutes(app.config));
  if (newest.some((run) => Date.parse(run.startedAt) >= tick)) return;
  await enqueueRun(app, { id: tickId(job.name, tick), job: job.name, startedBy: "schedule" });
}

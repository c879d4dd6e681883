import type { Run } from "@gatehouse/core/sync/run";
import type { App } from "../app.ts";

/** Stores the run's header, unless its id is taken, and enqueues it; a run that is stored is never lost. */
export async function enqueueRun(app: App, run: Pick<Run, "id" | "job" | "startedBy">): Promise<void> {
  const header: Run = { ...run, startedAt: new Date(app.now()).toISOString() };
  if ((await app.store.runs.start(header)) === "conflict") return;
  await app.queue.add({ id: run.id, name: run.job, data: { run: run.id } });
}

/** Enqueues a run again that was interrupted, unless somebody works on it; at most once a second. */
export async function takeUpRun(app: App, run: Run): Promise<void> {
  const claim = await app.cache.claim(jobClaim(run.job), 1_000);
  if (claim === undefined) return;
  await claim.release();
  await app.queue.add({ id: `${run.id}~${Math.floor(app.now() / 1000)}`, name: run.job, data: { run: run.id } });
}

/** The lock that lets a job run in one process only. */
export function jobClaim(job: string): string {
  return `gatehouse:job:${job}`;
}

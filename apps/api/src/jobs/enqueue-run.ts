import type { Run } from "@gatehouse/core/sync/run";
import type { App } from "../app.ts";
import { JOB_NAMES } from "./job-names.ts";

/** Stores the run's header, unless its id is taken, and enqueues it; a run that is stored is never lost. */
export async function enqueueRun(app: App, run: Pick<Run, "id" | "job" | "startedBy">): Promise<void> {
  const header: Run = { ...run, startedAt: new Date(app.now()).toISOString() };
  if ((await app.store.runs.start(header)) === "conflict") return;
  await app.queue.add({ id: run.id, name: run.job, data: { run: run.id } });
}

const SECOND_MS = 1_000;
/** A run that waits behind another job's is most likely still in the queue. */
const WAITING_MS = 10 * 60_000;

/** Enqueues a run again that was interrupted, unless somebody works on it; seldom while another job is at work. */
export async function takeUpRun(app: App, run: Run): Promise<void> {
  if (await isAtWork(app, run.job)) return;
  const others = await Promise.all(JOB_NAMES.filter((name) => name !== run.job).map((name) => isAtWork(app, name)));
  const every = others.includes(true) ? WAITING_MS : SECOND_MS;
  // The queue takes each id once, whichever process adds it.
  const id = `${run.id}~${Math.floor(app.now() / every)}`;
  await app.queue.add({ id, name: run.job, data: { run: run.id } });
}

/** While the cache cannot be reached nobody knows; two at work are caught by the store's conditions. */
async function isAtWork(app: App, job: string): Promise<boolean> {
  try {
    const claim = await app.cache.claim(jobClaim(job), SECOND_MS);
    await claim?.release();
    return claim === undefined;
  } catch (error) {
    app.log.warn({ error, job }, "nobody can say whether a job is at work");
    return false;
  }
}

/** The lock that lets a job run in one process only. */
export function jobClaim(job: string): string {
  return `gatehouse:job:${job}`;
}

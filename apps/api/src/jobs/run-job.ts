import { Failure } from "@gatehouse/core/failure";
import type { Run } from "@gatehouse/core/sync/run";
import type { App } from "../app.ts";
import { jobClaim } from "./enqueue-run.ts";
import { findJob } from "./jobs.ts";
import { isTriedAgain } from "./tries.ts";
import { openRunLog, type RunLog, RunTakenOver } from "./run-log.ts";
import { holdClaim } from "./hold-claim.ts";

/**
 * Does what a run has not done yet and finishes it. Ends at once where the run is finished or another process
 * works on the job; ends without finishing it where the process must stop, has lost the run, or storage fails it.
 */
export async function runJob(app: App, id: string, stop: AbortSignal): Promise<void> {
  const run = await app.store.runs.get(id);
  if (run === undefined || run.finishedAt !== undefined) return;
  const claim = await holdClaim(app, jobClaim(run.job));
  if (claim === undefined) return;
  try {
    await finish(app, await openRunLog(app, run, AbortSignal.any([stop, claim.lost])));
  } catch (error) {
    if (!(error instanceof RunTakenOver)) throw error;
    app.log.warn({ run: id }, error.message);
  } finally {
    await claim.release();
  }
}

async function finish(app: App, log: RunLog): Promise<void> {
  const last = log.events.at(-1);
  if (last?.type === "finished") return close(app, log.run, last);
  const began = performance.now();
  const count = (outcome: "done" | "failed" | "handed-back"): void =>
    app.metrics.job({ job: log.run.job, outcome, seconds: (performance.now() - began) / 1000 });
  const failed = await attempt(app, log);
  if (log.signal.aborted || (await isTriedAgain(app, log.run.id, failed))) return count("handed-back");
  const error = failed && sentence(failed);
  count(error === undefined ? "done" : "failed");
  const why = error !== undefined && { error };
  // Whoever hears of the end, and asks how the run ended, must not be told that it goes on.
  await log.record({ type: "finished", ...why }, () =>
    close(app, log.run, { at: new Date(app.now()).toISOString(), ...why }),
  );
}

/** Answers why the job failed, where it did. */
async function attempt(app: App, log: RunLog): Promise<Error | undefined> {
  const job = findJob(log.run.job);
  if (job === undefined) return new Failure("not-found", `No job is named ${log.run.job}.`);
  try {
    await job.work(app, log);
    return undefined;
  } catch (error) {
    if (error instanceof RunTakenOver) throw error;
    app.log.error({ error, run: log.run.id }, "a job failed");
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What the page says of a job that failed. */
function sentence(error: Error): string {
  return error instanceof Failure ? error.message : "Something went wrong in Gatehouse itself. Its log has more.";
}

async function close(app: App, run: Run, end: { at: string; error?: string | undefined }): Promise<void> {
  await app.store.runs.finish(run.id, { finishedAt: end.at, ...(end.error !== undefined && { error: end.error }) });
}

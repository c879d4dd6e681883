import type { App } from "../app.ts";
import { runJob } from "./run-job.ts";
import { keepSchedule } from "./schedule.ts";

/** Continues the run with this id until it is finished or the signal is aborted. */
export type RunInThread = (run: string, stop: AbortSignal) => Promise<void>;

export type Jobs = {
  /**
   * Asks the running job to stop, waits for it at most so long, and enqueues nothing more; what is unfinished is taken up
   * by another process or at the next start.
   */
  stop(graceMs?: number): Promise<void>;
};

const GRACE_MS = 10_000;

/** Keeps the schedule and works on the queue: in this thread, or in the one that is given. */
export function startJobs(app: App, run: RunInThread = (id, stop) => runJob(app, id, stop)): Jobs {
  const stopping = new AbortController();
  const working = app.queue.work(async ({ data }) => {
    // A run that could not even record its end is unfinished, and the schedule takes it up again soon.
    await run(data["run"] ?? "", stopping.signal).catch((error: unknown) => {
      app.log.error({ error, run: data["run"] }, "a run could not be continued");
    });
  });
  working.catch((error: unknown) => app.log.error({ error }, "the queue of jobs stopped"));
  const stopSchedule = keepSchedule(app);
  return {
    async stop(graceMs = GRACE_MS) {
      stopSchedule();
      stopping.abort();
      await app.queue.close(graceMs);
    },
  };
}

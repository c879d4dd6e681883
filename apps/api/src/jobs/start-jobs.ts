import type { App } from "../app.ts";
import { runJob } from "./run-job.ts";
import { keepSchedule } from "./schedule.ts";

/** What holds up whoever else is in the thread that does it. */
export type Work = {
  /** Continues the run with this id until it is finished or the signal is aborted. */
  run(id: string, stop: AbortSignal): Promise<void>;
  /** Restores the published copies that Redis has lost, and answers their keys. */
  restore(): Promise<string[]>;
};

export type Jobs = {
  /**
   * Asks the running job to stop, waits for it at most so long, and enqueues nothing more; what is unfinished is taken up
   * by another process or at the next start.
   */
  stop(graceMs?: number): Promise<void>;
};

const GRACE_MS = 10_000;

/** Keeps the schedule and works on the queue: in this thread, or in the one that is given. */
export function startJobs(app: App, work: Work = inThisThread(app)): Jobs {
  const stopping = new AbortController();
  const working = app.queue.work(async ({ data }) => {
    // A run that could not even record its end is unfinished, and the schedule takes it up again soon.
    await work.run(data["run"] ?? "", stopping.signal).catch((error: unknown) => {
      app.log.error({ error, run: data["run"] }, "a run could not be continued");
    });
  });
  working.catch((error: unknown) => app.log.error({ error }, "the queue of jobs stopped"));
  const stopSchedule = keepSchedule(app, work);
  return {
    async stop(graceMs = GRACE_MS) {
      stopSchedule();
      stopping.abort();
      await app.queue.close(graceMs);
    },
  };
}

function inThisThread(app: App): Work {
  return { run: (id, stop) => runJob(app, id, stop), restore: () => app.store.published.restore() };
}

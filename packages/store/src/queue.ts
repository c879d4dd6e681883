/** A job to run: an id that was seen before, and not yet forgotten, is not enqueued again. */
export type Job = { id: string; name: string; data: Record<string, string> };

/** Jobs, run once each by whoever works on the queue. */
export type Queue = {
  add(job: Job): Promise<"added" | "known">;
  /** Runs jobs, one at a time, and resolves when the queue is closed; a job whose worker died is given to another. */
  work(handler: (job: Job) => Promise<void>): Promise<void>;
  /** Waits for the running job at most so long, then stops. */
  close(graceMilliseconds?: number): Promise<void>;
};

import type { Job, Queue } from "./queue.ts";

export type LocalQueueOptions = {
  now: () => number;
  /** How long the id of a finished job stays known. */
  knownForMs: number;
  /** Told of a job whose handler threw; the queue goes on. */
  onFailed?: (job: Job, error: unknown) => void;
};

/** Runs jobs in this process, in the order in which they came. */
export function createLocalQueue({ now, knownForMs, onFailed }: LocalQueueOptions): Queue {
  const waiting: Job[] = [];
  const known = new Map<string, { finishedAt?: number }>();
  let wake = Promise.withResolvers<void>();
  let working: Promise<void> | undefined;
  let running: Promise<void> = Promise.resolve();
  let closed = false;

  const forget = (): void => {
    for (const [id, { finishedAt }] of known) {
      if (finishedAt !== undefined && finishedAt + knownForMs <= now()) known.delete(id);
    }
  };

  const run = async (job: Job, handler: (job: Job) => Promise<void>): Promise<void> => {
    try {
      await handler(job);
    } catch (error) {
      onFailed?.(job, error);
    } finally {
      known.set(job.id, { finishedAt: now() });
    }
  };

  const loop = async (handler: (job: Job) => Promise<void>): Promise<void> => {
    while (!closed) {
      const job = waiting.shift();
      if (job === undefined) {
        await wake.promise;
        wake = Promise.withResolvers();
        continue;
      }
      running = run(job, handler);
      await running;
    }
  };

  return {
    async add(job) {
      forget();
      if (known.has(job.id)) return "known";
      known.set(job.id, {});
      waiting.push(job);
      wake.resolve();
      return "added";
    },
    work(handler) {
      if (working !== undefined) throw new Error("This queue has its worker already");
      working = loop(handler);
      return working;
    },
    async close(graceMilliseconds = 0) {
      closed = true;
      wake.resolve();
      await Promise.race([running, Bun.sleep(graceMilliseconds)]);
    },
  };
}

import { Failure } from "@gatehouse/core/failure";
import { Queue as BullQueue, Worker } from "bullmq";
import { connectRedis, firstReady, onRedis } from "./redis-connection.ts";
import type { Job, Queue } from "./queue.ts";

const NAME = "jobs";
const PREFIX = "{gatehouse}";
const ANSWER_MS = 3000;
/** A job is only failed for good after its workers died so many times. */
const DEATHS = 10;

export type BullmqOptions = {
  url: string;
  /** How long the id of a finished job stays known. */
  knownForMs: number;
  onFailed?: (job: Job, error: unknown) => void;
  /** How long a job of a worker that died waits for another. */
  stalledAfterMs?: number;
};

type Stored = { job: Job; by: string };

/** Keeps jobs in Redis, so that every process of an installation may add and run them. */
export function createBullmqQueue({ url, knownForMs, onFailed, stalledAfterMs = 30_000 }: BullmqOptions): Queue {
  const connection = { url, maxRetriesPerRequest: null };
  const kept = { age: Math.ceil(knownForMs / 1000) };
  const queue = new BullQueue<Stored>(NAME, {
    connection,
    prefix: PREFIX,
    defaultJobOptions: { removeOnComplete: kept, removeOnFail: kept },
  });
  queue.on("error", () => {});
  const closed = Promise.withResolvers<void>();
  let worker: Worker<Stored> | undefined;

  return {
    async add(job) {
      const by = crypto.randomUUID();
      // BullMQ takes neither a colon nor a bare number as an id.
      const jobId = `job-${encodeURIComponent(job.id)}`;
      const added = await answered(queue.add(job.name, { job, by }, { jobId }));
      const stored = await answered(queue.getJob(added.id ?? jobId));
      return stored?.data.by === by ? "added" : "known";
    },
    work(handler) {
      if (worker !== undefined) throw new Error("This queue has its worker already");
      worker = new Worker<Stored>(NAME, ({ data }) => handler(data.job), {
        connection,
        prefix: PREFIX,
        concurrency: 1,
        lockDuration: stalledAfterMs,
        stalledInterval: stalledAfterMs,
        maxStalledCount: DEATHS,
      });
      worker.on("error", () => {});
      worker.on("failed", (failed, error) => {
        if (failed !== undefined) onFailed?.(failed.data.job, error);
      });
      return closed.promise;
    },
    async close(graceMilliseconds = 0) {
      const stopped = worker?.close();
      await Promise.race([stopped, Bun.sleep(graceMilliseconds)]);
      await Promise.race([worker?.close(true), Bun.sleep(ANSWER_MS)]);
      await Promise.race([queue.close(), Bun.sleep(ANSWER_MS)]);
      closed.resolve();
    },
  };
}

/** Answers a sentence where Redis may throw away jobs when its memory is full; undefined where it keeps them. */
export async function evictionWarning({ url }: { url: string }): Promise<string | undefined> {
  const redis = connectRedis(url);
  try {
    await firstReady(redis);
    // Managed Redis often refuses CONFIG; INFO tells the same.
    const memory = await onRedis(() => redis.info("memory"));
    const policy = /^maxmemory_policy:(.+?)\r?$/m.exec(memory)?.[1];
    if (policy === "noeviction") return undefined;
    return `Redis's maxmemory-policy is ${policy ?? "unknown"}: with anything but noeviction, jobs can be lost when its memory is full.`;
  } finally {
    redis.disconnect();
  }
}

/** BullMQ keeps a command while Redis is away; whoever asks is told after some seconds, and an id added later is added once. */
async function answered<T>(work: Promise<T>): Promise<T> {
  const late = Symbol("late");
  const first = await onRedis(() => Promise.race([work, Bun.sleep(ANSWER_MS).then(() => late)]));
  if (first === late) throw new Failure("unavailable", "Redis does not answer: the job may be added when it does.");
  return first as T;
}

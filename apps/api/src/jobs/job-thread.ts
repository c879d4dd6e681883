import { serveCache } from "@gatehouse/store/port-cache";
import type { App } from "../app.ts";
import { within } from "../estate/within.ts";
import type { Counted } from "../operation/metrics.ts";
import type { Work } from "./start-jobs.ts";
import type { FromThread, ToThread } from "./thread-messages.ts";

export type JobThread = Work & {
  /** What the thread counted; while it is too busy to answer, what it said last. */
  counted(): Promise<Counted>;
  close(): void;
};

const COUNTS_WITHIN_MS = 1_000;
const PROGRAM = new URL("worker-thread.ts", import.meta.url).href;

/**
 * Runs jobs in a thread of their own, so that a sync never holds up an answer. A thread that died fails its run, which
 * is continued by a new one. The program is the thread's: within a binary it has a name of its own.
 */
export function createJobThread(app: App, program = PROGRAM): JobThread {
  let thread: Promise<Thread> | undefined;
  let lastCounted: Counted = [];
  const inUse = async (): Promise<Thread> => {
    thread ??= open();
    return thread.catch((error: unknown) => {
      thread = undefined;
      throw error;
    });
  };
  const open = async (): Promise<Thread> => {
    const opened = await openThread(app, program);
    opened.ended.catch(() => (thread = undefined));
    return opened;
  };

  return {
    async run(id, stop) {
      const { worker, ended } = await inUse();
      const halt = () => tell(worker, { do: "stop" });
      stop.addEventListener("abort", halt);
      try {
        await Promise.race([finished(worker, id), ended]);
      } finally {
        stop.removeEventListener("abort", halt);
      }
    },
    async restore() {
      // What lies in this process's memory was lost with all its readers.
      if (app.config.storage.redis === undefined) return [];
      const { worker, ended } = await inUse();
      const answered = answer(worker, ({ did }) => did === "restore");
      tell(worker, { do: "restore" });
      const said = await Promise.race([answered, ended]);
      if (said.did !== "restore") return [];
      if (said.error !== undefined) throw new Error(said.error);
      return said.restored;
    },
    async counted() {
      const opened = await thread?.catch(() => undefined);
      if (opened === undefined) return lastCounted;
      const said = answer(opened.worker, ({ did }) => did === "count");
      tell(opened.worker, { do: "count" });
      const count = await within(COUNTS_WITHIN_MS, said).catch(() => undefined);
      if (count?.did === "count") lastCounted = count.counted;
      return lastCounted;
    },
    close() {
      void thread?.then(({ worker }) => worker.terminate()).catch(() => {});
    },
  };
}

/** ended never resolves; it rejects when the thread dies. */
type Thread = { worker: Worker; ended: Promise<never> };

async function openThread(app: App, program: string): Promise<Thread> {
  const worker = new Worker(program, { name: "jobs" });
  const ended = new Promise<never>((_, reject) => {
    worker.addEventListener("error", ({ message }) => reject(new Error(`the jobs' thread died: ${message}`)));
    worker.addEventListener("close", () => reject(new Error("the jobs' thread ended")));
  });
  ended.catch(() => {});
  const opened = answer(worker, ({ did }) => did === "open");
  tell(worker, { do: "open", config: app.config, cache: cachePort(app, worker) });
  await Promise.race([opened, ended]);
  return { worker, ended };
}

/** Redis is reached by the thread itself; only a cache in this thread's memory needs a way here. */
function cachePort(app: App, worker: Worker): MessagePort | undefined {
  if (app.config.storage.redis !== undefined) return undefined;
  const { port1, port2 } = new MessageChannel();
  const stopServing = serveCache(app.cache, port1);
  worker.addEventListener("close", () => void stopServing());
  return port2;
}

async function finished(worker: Worker, run: string): Promise<void> {
  const answered = answer(worker, (said) => said.did === "run" && said.run === run);
  tell(worker, { do: "run", run });
  const said = await answered;
  if (said.did === "run" && said.error !== undefined) throw new Error(said.error);
}

function answer(worker: Worker, fits: (said: FromThread) => boolean): Promise<FromThread> {
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent<FromThread>) => {
      if (!fits(data)) return;
      worker.removeEventListener("message", hear);
      resolve(data);
    };
    worker.addEventListener("message", hear);
  });
}

function tell(worker: Worker, message: ToThread): void {
  worker.postMessage(message, "cache" in message && message.cache ? [message.cache] : []);
}

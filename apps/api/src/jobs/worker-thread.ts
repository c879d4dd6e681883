import { createPortCache } from "@gatehouse/store/port-cache";
import type { Queue } from "@gatehouse/store/queue";
import { type App, createApp } from "../app.ts";
import { readEnv } from "../config/env.ts";
import { createLog } from "../log.ts";
import { giveWay } from "./give-way.ts";
import { runJob } from "./run-job.ts";
import type { FromThread, ToThread } from "./thread-messages.ts";

/** The whole program of the jobs' thread: an App of its own over the same storage, and runs one after the other. */
declare const self: Worker;

let app: App | undefined;
const stopping = new AbortController();

self.addEventListener("message", ({ data }: MessageEvent<ToThread>) => {
  switch (data.do) {
    case "open":
      return void open(data);
    case "run":
      return void run(data.run);
    case "restore":
      return void restore();
    case "count":
      return void count();
    case "stop":
      return stopping.abort();
  }
});

async function open({ config, cache }: Extract<ToThread, { do: "open" }>): Promise<void> {
  const log = createLog(readEnv().logLevel);
  giveWay(log);
  const reached = cache === undefined ? {} : { cache: createPortCache(cache) };
  app = await createApp(config, { log, queue: NO_QUEUE, ...reached });
  say({ did: "open" });
}

async function run(id: string): Promise<void> {
  if (app === undefined) return say({ did: "run", run: id, error: "the jobs' thread is not open" });
  try {
    await runJob(app, id, stopping.signal);
    say({ did: "run", run: id });
  } catch (error) {
    app.log.error({ error, run: id }, "a run failed in the jobs' thread");
    say({ did: "run", run: id, error: error instanceof Error ? error.message : String(error) });
  }
}

async function restore(): Promise<void> {
  try {
    say({ did: "restore", restored: (await app?.store.published.restore()) ?? [] });
  } catch (error) {
    say({ did: "restore", restored: [], error: error instanceof Error ? error.message : String(error) });
  }
}

async function count(): Promise<void> {
  say({ did: "count", counted: (await app?.metrics.counted()) ?? [] });
}

function say(message: FromThread): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  self.postMessage(message);
}

/** Runs are enqueued by the main thread alone. */
const NO_QUEUE: Queue = {
  add: () => Promise.reject(new Error("the jobs' thread enqueues nothing")),
  work: () => Promise.reject(new Error("the jobs' thread works on no queue")),
  close: () => Promise.resolve(),
};

import type { RunEvent } from "@gatehouse/core/sync/run";
import type { App } from "../app.ts";
import { createBell } from "./bell.ts";
import { getRunHeader } from "./get-run.ts";
import { RUNS_CHANNEL } from "./run-log.ts";

/** Messages make following quick; looking this often makes it certain. */
const LOOK_AGAIN_MS = 5_000;

export type Following = {
  /** Absent: the newest. */
  run?: string | undefined;
  /** The number of the last event that the follower has. */
  after: number;
  signal: AbortSignal;
  /** Throws where the follower may follow no longer; asked at every look. */
  check?(): Promise<void>;
};

/** Yields every later event of a run once each, in order and without gaps, and ends after the last. */
export async function* followRun(app: App, following: Following): AsyncGenerator<RunEvent, void, void> {
  const { signal } = following;
  if (following.run !== undefined) await getRunHeader(app, following.run);
  const bell = createBell(signal);
  const subscribed = app.cache.subscribe(RUNS_CHANNEL, bell.ring).catch(() => undefined);
  try {
    let run = following.run;
    let last = following.after;
    while (!signal.aborted) {
      const rung = bell.next(LOOK_AGAIN_MS);
      await following.check?.();
      run ??= await newestRun(app);
      for (const event of run === undefined ? [] : await app.store.runs.events(run, last)) {
        yield event;
        last = event.sequence;
        if (event.type === "finished") return;
      }
      await rung;
    }
  } finally {
    bell.close();
    void subscribed.then((unsubscribe) => unsubscribe?.()).catch(() => {});
  }
}

async function newestRun(app: App): Promise<string | undefined> {
  const [newest] = await app.store.runs.newest(undefined, 1);
  return newest?.id;
}

import type { Run, RunEvent } from "@gatehouse/core/sync/run";
import type { App } from "../app.ts";

/** Where processes tell each other that a run has a new event; the event itself is in the store. */
export const RUNS_CHANNEL = "gatehouse:runs";

type Numbered = "run" | "sequence" | "at";
/** An event before it is numbered. */
export type NewEvent = RunEvent extends infer Event ? (Event extends RunEvent ? Omit<Event, Numbered> : never) : never;

/** What a job is given: what its run did before, if it was interrupted, and where to record what it does. */
export type RunLog = {
  run: Run;
  /** The events so far, in order; those of an interrupted attempt included. */
  events: readonly RunEvent[];
  /** Aborted when the process must stop: the job ends soon and is continued later. */
  signal: AbortSignal;
  /**
   * Numbers the event, stores it and tells the followers; events recorded at once keep their order. What must be true
   * when they hear of it is done in between.
   */
  record(event: NewEvent, beforeTold?: () => Promise<void>): Promise<void>;
};

/** Somebody else has taken the run over: this attempt must stop without a word. */
export class RunTakenOver extends Error {
  constructor(run: string) {
    super(`Run ${run} is continued by another process`);
    this.name = "RunTakenOver";
  }
}

/** Opens the log of a run that is stored already. */
export async function openRunLog(app: App, run: Run, signal: AbortSignal): Promise<RunLog> {
  const events = await app.store.runs.events(run.id);
  let last: Promise<void> = Promise.resolve();

  const append = async (event: NewEvent, beforeTold?: () => Promise<void>): Promise<void> => {
    const numbered: RunEvent = {
      ...event,
      run: run.id,
      sequence: events.length + 1,
      at: new Date(app.now()).toISOString(),
    };
    if ((await app.store.runs.append(numbered)) === "conflict") throw new RunTakenOver(run.id);
    events.push(numbered);
    await beforeTold?.();
    await tell(app, numbered);
  };

  return {
    run,
    events,
    signal,
    record(event, beforeTold) {
      const next = last.then(() => append(event, beforeTold));
      last = next.catch(() => {});
      return next;
    },
  };
}

/** Followers poll too, so a message that cannot be sent costs them a moment and the run nothing. */
async function tell(app: App, { run, sequence }: RunEvent): Promise<void> {
  await app.cache.publish(RUNS_CHANNEL, JSON.stringify({ run, sequence })).catch((error: unknown) => {
    app.log.warn({ error, run }, "the followers of a run could not be told of a new event");
  });
}

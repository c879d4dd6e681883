import { Failure } from "@gatehouse/core/failure";
import type { Run, RunEvent } from "@gatehouse/core/sync/run";
import { z } from "zod";
import type { App } from "../app.ts";

export const GetRun = z.object({ id: z.string() });

/** Answers a run with all its events so far, in order; one whose last event is its end has ended, though its header be late. */
export async function getRun(app: App, input: z.infer<typeof GetRun>): Promise<{ run: Run; events: RunEvent[] }> {
  const run = await getRunHeader(app, input.id);
  const events = await app.store.runs.events(run.id);
  const end = events.at(-1);
  if (run.finishedAt !== undefined || end?.type !== "finished") return { run, events };
  return { run: { ...run, finishedAt: end.at, ...(end.error !== undefined && { error: end.error }) }, events };
}

/** Answers a run without its events. */
export async function getRunHeader(app: App, id: string): Promise<Run> {
  const run = await app.store.runs.get(id);
  if (run === undefined) throw new Failure("not-found", `There is no run ${id}. Runs are forgotten after 90 days.`);
  return run;
}

import { Failure } from "@gatehouse/core/failure";
import type { Run, RunEvent } from "@gatehouse/core/sync/run";
import { z } from "zod";
import type { App } from "../app.ts";

export const GetRun = z.object({ id: z.string() });

/** Answers a run with all its events so far, in order. */
export async function getRun(app: App, input: z.infer<typeof GetRun>): Promise<{ run: Run; events: RunEvent[] }> {
  const run = await app.store.runs.get(input.id);
  if (run === undefined)
    throw new Failure("not-found", `There is no run ${input.id}. Old runs are forgotten after a while.`);
  return { run, events: await app.store.runs.events(run.id) };
}

import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import { z } from "zod";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import type { Origin } from "../auth/origin.ts";
import { enqueueRun } from "./enqueue-run.ts";
import { findJob, JOBS } from "./jobs.ts";

export const RunNow = z.object({ job: z.string() });

/** Starts a job now and answers its run; where one is going on already, that one. */
export async function runNow(
  app: App,
  { actor, from }: { actor: Person; from: Origin },
  input: z.infer<typeof RunNow>,
): Promise<{ run: string; started: boolean }> {
  const job = findJob(input.job);
  if (job === undefined)
    throw new Failure(
      "not-found",
      `No job is named ${input.job}. There are: ${JOBS.map(({ name }) => name).join(", ")}.`,
    );
  const unfinished = (await app.store.runs.newest(job.name, 5)).find((run) => run.finishedAt === undefined);
  if (unfinished) return { run: unfinished.id, started: false };
  const id = app.newId("run");
  await record(app, actor, { command: "run-job", target: job.name, outcome: "done", from, details: { run: id } });
  await enqueueRun(app, { id, job: job.name, startedBy: actor.name });
  return { run: id, started: true };
}

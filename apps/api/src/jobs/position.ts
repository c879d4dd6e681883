import type { RunEvent } from "@gatehouse/core/sync/run";
import { z } from "zod";

/** Where a follower stands: the run it asked for, and the id of the last event it has, which a reconnecting client sends. */
export const Position = z.object({ run: z.string().optional(), lastEventId: z.string().nullish() }).prefault({});
export type Position = z.infer<typeof Position>;

/** The id of an event, unique over all runs. */
export function formatPosition({ run, sequence }: Pick<RunEvent, "run" | "sequence">): string {
  return `${run}:${sequence}`;
}

/** Where following goes on; an id that names another run than was asked for, or none, starts from the beginning. */
export function startAt({ run, lastEventId }: Position): { run: string | undefined; after: number } {
  const split = lastEventId?.lastIndexOf(":") ?? -1;
  const sequence = Number(lastEventId?.slice(split + 1));
  const of = lastEventId?.slice(0, split);
  if (split < 1 || !of || !Number.isSafeInteger(sequence) || sequence < 0) return { run, after: 0 };
  return run === undefined || run === of ? { run: of, after: sequence } : { run, after: 0 };
}

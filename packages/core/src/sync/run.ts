import { z } from "zod";

/** How one account and kind of a run ended; a refusal is an outcome, and the others go on. */
export const Outcome = z.discriminatedUnion("state", [
  z.object({ state: z.literal("done"), listed: z.number(), changed: z.number(), removed: z.number() }),
  /** AWS refused us; awsSaid are its words. */
  z.object({ state: z.literal("denied"), call: z.string(), awsSaid: z.string(), requestId: z.string().optional() }),
  /** The listing failed or stopped midway and nothing was changed, or storage refused it, which the next sync makes good. */
  z.object({ state: z.literal("failed"), call: z.string(), awsSaid: z.string(), requestId: z.string().optional() }),
  /** The listing would remove too much: nothing was removed until a second listing agrees and an admin confirms. */
  z.object({ state: z.literal("held"), listed: z.number(), changed: z.number(), wouldRemove: z.number() }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** One step of a run, numbered from 1 without gaps: what the page streams and a restarted run continues from. */
export const RunEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("accounts"),
    run: z.string(),
    sequence: z.number(),
    at: z.string(),
    total: z.number(),
    outcome: Outcome,
  }),
  z.object({
    type: z.literal("account"),
    run: z.string(),
    sequence: z.number(),
    at: z.string(),
    accountId: z.string(),
    kind: z.string(),
    tookMs: z.number(),
    throttled: z.number(),
    outcome: Outcome,
  }),
  z.object({ type: z.literal("published"), run: z.string(), sequence: z.number(), at: z.string() }),
  z.object({
    type: z.literal("finished"),
    run: z.string(),
    sequence: z.number(),
    at: z.string(),
    error: z.string().optional(),
  }),
]);
export type RunEvent = z.infer<typeof RunEvent>;

/** The header row of a run of a job; its events are rows of their own, so that nothing grows with the estate. */
export const Run = z.object({
  id: z.string(),
  job: z.string(),
  startedAt: z.string(),
  startedBy: z.string(),
  finishedAt: z.string().optional(),
  /** Accounts to read; absent until they are known. */
  total: z.number().optional(),
  error: z.string().optional(),
});
export type Run = z.infer<typeof Run>;

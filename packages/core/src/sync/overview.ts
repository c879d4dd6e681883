import { z } from "zod";
import { Account } from "../account.ts";
import { Outcome, Run } from "./run.ts";

/** A removal that waits: a second complete listing must agree, and an admin must confirm. */
export const HeldRemoval = z.object({
  accountId: z.string(),
  accountName: z.string(),
  kind: z.string(),
  known: z.number(),
  wouldRemove: z.number(),
  since: z.string(),
  /** True once a second complete listing would remove the same. */
  agreed: z.boolean(),
  /** Names exactly what would be removed: confirming anything else is a conflict. */
  digest: z.string(),
  examples: z.array(z.string()),
});
export type HeldRemoval = z.infer<typeof HeldRemoval>;

/** An account's last outcome for one kind, and since when what we know of it is true. */
export const AccountSync = Account.pick({
  id: true,
  name: true,
  environment: true,
  units: true,
  state: true,
  partition: true,
  leftAt: true,
}).extend({
  kind: z.string(),
  outcome: Outcome.optional(),
  roles: z.number(),
  tookMs: z.number().optional(),
  throttled: z.number(),
  asOf: z.string().optional(),
  at: z.string().optional(),
});
export type AccountSync = z.infer<typeof AccountSync>;

/** The jobs page: what runs, what ran, what waits for an admin. */
export const JobsOverview = z.object({
  jobs: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      about: z.string(),
      schedule: z.string(),
      nextAt: z.string().optional(),
      last: Run.optional(),
      running: Run.optional(),
    }),
  ),
  accounts: z.array(AccountSync),
  held: z.array(HeldRemoval),
  mayRun: z.object({ allowed: z.boolean(), because: z.string() }),
  /** A sentence for the page while what is shown may be old or incomplete. */
  stale: z.string().optional(),
});
export type JobsOverview = z.infer<typeof JobsOverview>;

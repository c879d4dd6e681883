import { z } from "zod";
import { Environment } from "../account.ts";
import { GrantRule, GrantUse } from "./grant.ts";

/** Why a person sees a role: the identity of theirs that was named, and the rule that named it. */
export const Because = z.object({ identity: z.string(), rule: GrantRule });
export type Because = z.infer<typeof Because>;

/** A row of the roles page. Favourite and last use by this person are joined on the page, from preferences. */
export const EligibleRole = z.object({
  arn: z.string(),
  name: z.string(),
  path: z.string(),
  description: z.string().optional(),
  accountId: z.string(),
  accountName: z.string(),
  partition: z.string(),
  environment: Environment.optional(),
  units: z.array(z.string()),
  use: GrantUse,
  because: z.array(Because),
  /** The length a session will really have, known only where the hub's own credentials make it certain. */
  sessionSeconds: z.number().int().optional(),
  /** Why the role cannot be used now although it is granted: its trust policy does not let the hub in. */
  unusable: z.string().optional(),
  /** The finish time of the last complete listing of this role's account; absent before the first one. */
  asOf: z.string().optional(),
});
export type EligibleRole = z.infer<typeof EligibleRole>;

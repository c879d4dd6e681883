import { z } from "zod";
import { Environment } from "../account.ts";
import { Because } from "./eligible-role.ts";
import { Grant, GrantUse } from "./grant.ts";

/** What stands behind an empty or incomplete list: what sign-on said, which rules exist, and how many they are. */
export const AccessSummary = z.object({
  person: z.string(),
  groups: z.array(z.string()),
  rolesLookedAt: z.number(),
  /** Tag keys that grant, each with how many roles carry it. */
  tags: z.array(z.object({ tag: z.string(), roles: z.number(), use: GrantUse })),
  /** How many identities group_mapping names in the settings. */
  mappedIdentities: z.number(),
  /** Identities named by rules that look like one of the person's groups, e.g. last year's group. */
  nearMisses: z.array(z.object({ yours: z.string(), named: z.string(), roles: z.number() })),
});
export type AccessSummary = z.infer<typeof AccessSummary>;

/** The answer to "why can I (not) see role X?", one entry for each role that the question matches, at most ten. */
export const RoleExplanation = z.object({
  arn: z.string(),
  name: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  environment: Environment.optional(),
  verdict: z.enum(["console-and-cli", "cli-only", "unusable", "not-granted"]),
  /** A sentence that answers the question. */
  answer: z.string(),
  because: z.array(Because),
  /** The grants of others: which identities would make the person eligible. People are named to admins alone. */
  grantedTo: z.array(Grant.pick({ identity: true, use: true, rule: true })),
  /** How many people are granted it whom grantedTo does not name. */
  grantedToPeople: z.number(),
});
export type RoleExplanation = z.infer<typeof RoleExplanation>;

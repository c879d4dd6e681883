import { parseRoleArn } from "../arn.ts";
import type { EligibleRole } from "./eligible-role.ts";

/**
 * The roles that a person's program means by a text, for the CLI: a whole ARN means that role and no other, anything
 * else any part of an ARN; upper and lower case are the same. An empty text means none, never all.
 */
export function matchRoles(eligible: readonly EligibleRole[], query: string): EligibleRole[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return [];
  // Part of an ARN may be a whole one too: whoever asks for role/ops must never get role/ops-admin.
  if (parseRoleArn(wanted))
    return eligible.filter(({ arn }) => arn.length === wanted.length && arn.toLowerCase() === wanted);
  return eligible.filter(({ arn }) => arn.toLowerCase().includes(wanted));
}

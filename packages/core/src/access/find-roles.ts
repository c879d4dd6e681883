import { AccountId, parseRoleArn } from "../arn.ts";
import type { EligibleRole } from "./eligible-role.ts";

/** The roles that a deep link means, and where there are none, a sentence that says why. */
export type FoundRoles = { roles: EligibleRole[]; problem?: string };

/**
 * Finds which of a person's roles a deep link means, for the console: a whole role ARN means that role and no other,
 * an account id means the account's roles, anything else any part of an ARN or name. Upper and lower case are the same.
 */
export function findRoles(eligible: readonly EligibleRole[], query: string): FoundRoles {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return { roles: [], problem: "The link names no role." };
  const matching = eligible.filter((role) => matches(role, wanted));
  const roles = matching.filter(({ use, unusable }) => use === "console-and-cli" && unusable === undefined);
  return roles.length > 0 ? { roles } : { roles, problem: whyNone(matching[0], query.trim()) };
}

function matches(role: EligibleRole, wanted: string): boolean {
  const arn = role.arn.toLowerCase();
  // Part of an ARN may be a whole one too: a link to role/ops must never end in role/ops-admin.
  if (parseRoleArn(wanted)) return arn === wanted;
  if (AccountId.safeParse(wanted).success) return role.accountId === wanted;
  return arn.includes(wanted) || role.accountName.toLowerCase().includes(wanted);
}

function whyNone(closest: EligibleRole | undefined, query: string): string {
  if (!closest)
    return `None of your roles matches “${query}”. A role like that may be granted to a group you are not in.`;
  const named = `${closest.name} in ${closest.accountName}`;
  if (closest.use === "cli-only") return `You may use ${named} from the CLI only, not in the console.`;
  return `You are granted ${named}, but it cannot be used now. ${closest.unusable ?? ""}`.trimEnd();
}

import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import type { Environment } from "@gatehouse/core/account";

/** Someone's roles, sorted as they are shown and ready to be filtered; made once a list. */
export type RoleIndex = {
  entries: readonly { role: EligibleRole; text: string }[];
  /** How many roles each account has. */
  ofAccount: ReadonlyMap<string, number>;
};
export type RoleFilter = { text: string; environment: Environment | undefined };
export type Matches = { roles: EligibleRole[]; more: boolean };
export type RoleCounts = Record<Environment | "none", number>;

const ORDER: Record<Environment | "none", number> = { prod: 0, staging: 1, dev: 2, sandbox: 3, none: 4 };

/** Sorts roles by account, production first, then by name; what a person may type lies in one lower-cased text each. */
export function indexRoles(roles: readonly EligibleRole[]): RoleIndex {
  const sorted = roles.map((role) => ({ role, key: sortKey(role) })).sort((a, b) => compare(a.key, b.key));
  const ofAccount = new Map<string, number>();
  for (const { accountId } of roles) ofAccount.set(accountId, (ofAccount.get(accountId) ?? 0) + 1);
  return { entries: sorted.map(({ role }) => ({ role, text: searchText(role) })), ofAccount };
}

function sortKey({ environment, accountName, accountId, name }: EligibleRole): string {
  return [ORDER[environment ?? "none"], accountName, accountId, name].join("\n");
}

function searchText({ name, accountName, accountId, arn, description, units }: EligibleRole): string {
  return [name, accountName, accountId, arn, description ?? "", ...units].join("\n").toLowerCase();
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * The first roles that contain every word, in any order, in an environment if one is chosen. It looks no further than
 * it must, so that a key typed into a long list costs what it costs in a short one.
 */
export function firstMatches(index: RoleIndex, { text, environment }: RoleFilter, limit: number): Matches {
  const words = wordsOf(text);
  const roles: EligibleRole[] = [];
  for (const entry of index.entries) {
    if (environment !== undefined && entry.role.environment !== environment) continue;
    if (!words.every((word) => entry.text.includes(word))) continue;
    if (roles.length === limit) return { roles, more: true };
    roles.push(entry.role);
  }
  return { roles, more: false };
}

/** Whether two filters found the same, so that nothing need be drawn again. */
export function sameMatches(a: Matches, b: Matches): boolean {
  return a.more === b.more && a.roles.length === b.roles.length && a.roles.every((role, at) => role === b.roles[at]);
}

/** How many roles match a text in each environment, those without one under "none". */
export function countMatches(index: RoleIndex, text: string): RoleCounts {
  const words = wordsOf(text);
  const counts = { prod: 0, staging: 0, dev: 0, sandbox: 0, none: 0 };
  for (const entry of index.entries) {
    if (words.every((word) => entry.text.includes(word))) counts[entry.role.environment ?? "none"] += 1;
  }
  return counts;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

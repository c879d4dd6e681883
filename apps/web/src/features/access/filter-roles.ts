import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import type { Environment } from "@gatehouse/core/account";

export type RoleFilter = { text: string; environment: Environment | undefined };
export type SearchableRole = { role: EligibleRole; text: string };

/** Prepares roles for filtering, once a list: what a person may type lies in one lower-cased text. */
export function searchable(roles: readonly EligibleRole[]): SearchableRole[] {
  return roles.map((role) => ({
    role,
    text: [role.name, role.accountName, role.accountId, role.arn, role.description ?? "", ...role.units]
      .join("\n")
      .toLowerCase(),
  }));
}

/** Keeps the roles that contain every word, in any order; an environment is chosen apart. */
export function filterRoles(all: readonly SearchableRole[], { text, environment }: RoleFilter): EligibleRole[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return all
    .filter((one) => environment === undefined || one.role.environment === environment)
    .filter((one) => words.every((word) => one.text.includes(word)))
    .map((one) => one.role);
}

/** How many roles match the text in each environment, those without one under "none". */
export function countEnvironments(roles: readonly EligibleRole[]): Record<Environment | "none", number> {
  const counts = { prod: 0, staging: 0, dev: 0, sandbox: 0, none: 0 };
  for (const role of roles) counts[role.environment ?? "none"] += 1;
  return counts;
}

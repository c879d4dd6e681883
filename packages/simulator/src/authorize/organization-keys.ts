import { organizationIn } from "../world/find.ts";
import { parentsOf } from "../world/organization.ts";
import type { Estate } from "../world/world.ts";

/** Where an account lies: its organization, and the path from the root to its unit as AWS writes it, with a slash at the end. */
export type OrganizationPlace = { id: string; path: string; managementAccountId: string };

/**
 * Answers where an account lies in its organization; every simulated account is in one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
 */
export function organizationPlace(estate: Estate, accountId: string): OrganizationPlace | undefined {
  const account = estate.accounts.get(accountId);
  if (!account) return undefined;
  const organization = organizationIn(estate, account.partition);
  const { id, managementAccountId } = organization;
  return { id, managementAccountId, path: `${[id, ...parentsOf(organization, account.parentId)].join("/")}/` };
}

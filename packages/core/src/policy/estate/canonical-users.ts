import { type EstateDocument, statementsOf } from "./documents.ts";
import type { Estate } from "./estate.ts";

/** The accounts that a policy names by their canonical user ids, and the ids of which nobody knows whose they are. */
export type CanonicalUsers = { accounts: ReadonlyMap<string, string>; unknown: readonly string[] };

export const NO_CANONICAL_USERS: CanonicalUsers = { accounts: new Map(), unknown: [] };

/**
 * Answers whom a policy names as Amazon S3 may: an account, or an origin access identity of CloudFront, by a canonical user id.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html
 */
export function canonicalUsersOf({ facts }: Estate, policy: EstateDocument): CanonicalUsers {
  const names = statementsOf(policy).flatMap(({ principal }) => principal?.names ?? []);
  const ids = names.flatMap(({ kind, name }) => (kind === "CanonicalUser" ? [name.value] : []));
  if (ids.length === 0) return NO_CANONICAL_USERS;
  const accounts = new Map<string, string>();
  for (const id of ids) {
    const account = facts.canonicalUserIds?.get(id);
    if (account !== undefined) accounts.set(id, account);
  }
  return { accounts, unknown: [...new Set(ids)].filter((id) => !accounts.has(id)) };
}

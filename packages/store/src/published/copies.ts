/** A copy that other tools read: where it lies in Redis, of which type, and under which name its snapshot lies in S3. */
export type PublishedCopy = { key: string; type: "text" | "fields"; snapshot: string };

export const ALL_AWS_ACCOUNTS: PublishedCopy = {
  key: "ALL_AWS_ACCOUNTS",
  type: "text",
  snapshot: "cache_cloud_accounts/accounts_v1.json.gz",
};
export const IAM_ROLE_CACHE: PublishedCopy = {
  key: "IAM_ROLE_CACHE",
  type: "fields",
  snapshot: "account_resource_cache/cache_all_roles_v1.json.gz",
};
export const ALL_POLICIES: PublishedCopy = {
  key: "ALL_POLICIES",
  type: "text",
  snapshot: "policies_table/cache_policies_table_details_v1.json.gz",
};
export const AUTHORIZATION_MAPPING: PublishedCopy = {
  key: "CREDENTIAL_AUTHORIZATION_MAPPING_V1",
  type: "text",
  snapshot: "credential_authorization_mapping/credential_authorization_mapping_v1.json.gz",
};
export const REVERSE_AUTHORIZATION_MAPPING: PublishedCopy = {
  key: "REVERSE_AUTHORIZATION_MAPPING_V1",
  type: "text",
  snapshot: "reverse_authorization_mapping/reverse_authorization_mapping_v1.json.gz",
};

/** Every copy there is; restoring a cold Redis goes through this list. */
export const COPIES: readonly PublishedCopy[] = [
  ALL_AWS_ACCOUNTS,
  IAM_ROLE_CACHE,
  ALL_POLICIES,
  AUTHORIZATION_MAPPING,
  REVERSE_AUTHORIZATION_MAPPING,
];

/** When each copy was written last, in epoch seconds; the incumbent reads it to tell fresh from stale. */
export const LAST_UPDATED = "STORE_JSON_RESULTS_IN_REDIS_AND_S3_LAST_UPDATED";

/** The names of the snapshots that hold one account's roles begin with this. */
export const ACCOUNT_ROLES = "account_resource_cache/cache_iam_roles_";

/** The name of the snapshot that holds one account's roles. */
export function accountRoles(accountId: string): string {
  return `${ACCOUNT_ROLES}${accountId}_v1.json.gz`;
}

/** A service or resource control policy; AWS's own have an ARN without an account. */
export type ControlPolicy = { name: string; arn?: string; document: string };

/** Policies by the id of the root, unit or account that they are attached to; a target that is absent was not read. */
export type ControlPolicies = ReadonlyMap<string, readonly ControlPolicy[]>;

/** An organization as it was read. */
export type Organization = {
  id: string;
  managementAccountId: string;
  /** Each account with the ids from the root to its unit: ["r-ab12", "ou-ab12-1"]. */
  accounts: ReadonlyMap<string, { unitPath: readonly string[] }>;
  /** Absent where they were not read, null where the organization does not use them. */
  serviceControl?: ControlPolicies | null;
  resourceControl?: ControlPolicies | null;
};

/**
 * Answers an account's path as aws:PrincipalOrgPaths has it, e.g. "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
 */
export function orgPathOf({ id, accounts }: Organization, accountId: string): string | undefined {
  const account = accounts.get(accountId);
  return account && `${[id, ...account.unitPath].join("/")}/`;
}

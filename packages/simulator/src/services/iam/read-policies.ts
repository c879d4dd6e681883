import type * as IAM from "@aws-sdk/client-iam";
import type { Account, ManagedPolicy } from "../../world/account.ts";
import { findPolicy } from "../../world/find.ts";
import type { Estate } from "../../world/world.ts";
import { noSuchEntity } from "./limits.ts";
import { iamPage } from "./read-roles.ts";
import { toPolicy, toVersion } from "./role-detail.ts";

/** A managed policy that an account can see, or NoSuchEntity. */
export function getManagedPolicy(estate: Estate, account: Account, arn: string): ManagedPolicy {
  return findPolicy(estate, account, arn) ?? noSuchEntity(`Policy ${arn} was not found.`);
}

function attachments({ roles }: Account, arn: string): number {
  return [...roles.values()].filter(({ attachedPolicies }) => attachedPolicies.includes(arn)).length;
}

function inScope(estate: Estate, account: Account, scope: string): ManagedPolicy[] {
  const own = [...account.policies.values()];
  const aws = [...(estate.awsPolicies.get(account.partition)?.values() ?? [])];
  if (scope === "Local") return own;
  return scope === "AWS" ? aws : [...aws, ...own];
}

/** Managed policies: AWS's, the account's own, or both; all of them or those that a role has attached. */
export function listPolicies(estate: Estate, account: Account, input: IAM.ListPoliciesCommandInput) {
  const below = inScope(estate, account, input.Scope ?? "All").filter(({ path }) =>
    path.startsWith(input.PathPrefix ?? "/"),
  );
  const wanted = below.filter(({ arn }) => !input.OnlyAttached || attachments(account, arn) > 0);
  const { items, end } = iamPage(wanted, ({ arn }) => arn, input);
  return { Policies: items.map((policy) => toPolicy(policy, attachments(account, policy.arn))), ...end };
}

/** One managed policy. */
export function readPolicy(estate: Estate, account: Account, arn: string): IAM.GetPolicyResponse {
  const policy = getManagedPolicy(estate, account, arn);
  const { description } = policy;
  return { Policy: { ...toPolicy(policy, attachments(account, arn)), Description: description, Tags: [] } };
}

/** A version of a managed policy; here each has v1 alone. */
export function readPolicyVersion(
  estate: Estate,
  account: Account,
  { arn, version }: { arn: string; version: string },
) {
  const policy = getManagedPolicy(estate, account, arn);
  if (version !== "v1") noSuchEntity(`Policy ${arn} version ${version} does not exist or is not attachable.`);
  return { PolicyVersion: toVersion(policy) };
}

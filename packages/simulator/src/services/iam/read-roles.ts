import type * as IAM from "@aws-sdk/client-iam";
import type { Account } from "../../world/account.ts";
import { byKey, pageOf, pageSize } from "../page.ts";
import { getRole, noSuchEntity } from "./limits.ts";
import { encodeDocument, policyName, toAttached, toListedRole, toRole, toTags } from "./role-detail.ts";

export type Paging = { Marker?: string | undefined; MaxItems?: number | undefined };

/** A page in IAM's form: 100 items unless asked otherwise, 1,000 at most. */
export function iamPage<Item>(items: Iterable<Item>, keyOf: (item: Item) => string, paging: Paging) {
  const size = pageSize(paging.MaxItems, { usual: 100, limit: 1_000 });
  const page = pageOf(byKey(items, keyOf), { marker: paging.Marker, size }, keyOf);
  const end = page.next === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: page.next };
  return { items: page.items, end };
}

/** Roles below a path, by name. */
export function listRoles({ roles }: Account, input: { PathPrefix?: string | undefined } & Paging) {
  const below = [...roles.values()].filter(({ path }) => path.startsWith(input.PathPrefix ?? "/"));
  const { items, end } = iamPage(below, ({ name }) => name, input);
  return { Roles: items.map(toListedRole), ...end };
}

type OfRole = { RoleName: string } & Paging;

/** Names of a role's inline policies. */
export function listRolePolicies(account: Account, input: OfRole) {
  const { inlinePolicies } = getRole(account, input.RoleName);
  const names = inlinePolicies.map(({ name }) => name);
  const { items, end } = iamPage(names, (name) => name, input);
  return { PolicyNames: items, ...end };
}

/** One inline policy of a role. */
export function getRolePolicy(account: Account, input: { RoleName: string; PolicyName: string }) {
  const { inlinePolicies, name } = getRole(account, input.RoleName);
  const policy = inlinePolicies.find((one) => one.name === input.PolicyName);
  if (!policy) noSuchEntity(`The role policy with name ${input.PolicyName} cannot be found.`);
  return { RoleName: name, PolicyName: policy.name, PolicyDocument: encodeDocument(policy.document) };
}

/** Managed policies attached to a role. */
export function listAttachedRolePolicies(account: Account, input: OfRole) {
  const { items, end } = iamPage(getRole(account, input.RoleName).attachedPolicies, policyName, input);
  return { AttachedPolicies: toAttached(items), ...end };
}

/** A role's tags. */
export function listRoleTags(account: Account, input: OfRole) {
  const tags = toTags(getRole(account, input.RoleName).tags);
  const { items, end } = iamPage(tags, ({ Key = "" }) => Key, input);
  return { Tags: items, ...end };
}

/** One role in full. */
export function readRole(account: Account, name: string): { Role: IAM.Role } {
  return { Role: toRole(getRole(account, name)) };
}

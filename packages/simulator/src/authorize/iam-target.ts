import { findPolicy, getAccount } from "../world/find.ts";
import type { Describe, Keys } from "./target.ts";
import { roleTagKeys } from "./resource-keys.ts";

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requesttag */
function requestTagKeys(tags: unknown, keys: unknown): Keys {
  const given: { Key?: unknown; Value?: unknown }[] = Array.isArray(tags) ? tags : [];
  const requested = given.map(({ Key, Value }) => [`aws:RequestTag/${String(Key)}`, String(Value)]);
  const named = [...given.map(({ Key }) => String(Key)), ...(Array.isArray(keys) ? keys.map(String) : [])];
  return named.length > 0 ? { ...Object.fromEntries(requested), "aws:TagKeys": named } : {};
}

/** Lists and tags do not ask for the boundary. */
const KNOWS_NO_BOUNDARY = /^(?:List|Tag|Untag)/;

/**
 * IAM's resources and condition keys. For a role that exists, iam:PermissionsBoundary is the boundary that it has, or
 * that the call gives it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const iamTarget: Describe = (estate, { identity, operation }, input) => {
  const account = getAccount(estate, identity.accountId);
  const own = `arn:${identity.partition}:iam::${identity.accountId}`;
  const [name, policy] = [text(input.RoleName), text(input.PolicyArn)];
  if (operation === "ListRoles") return { resource: `${own}:role${text(input.PathPrefix) ?? "/"}` };
  const role = name === undefined ? undefined : account.roles.get(name);
  const boundary = text(input.PermissionsBoundary) ?? role?.permissionsBoundary;
  const context: Keys = {
    ...requestTagKeys(input.Tags, input.TagKeys),
    ...(role ? roleTagKeys(role) : {}),
    ...(name && policy ? { "iam:PolicyARN": policy } : {}),
    ...(boundary && !KNOWS_NO_BOUNDARY.test(operation) ? { "iam:PermissionsBoundary": boundary } : {}),
  };
  if (operation === "CreateRole") return { resource: `${own}:role${text(input.Path) ?? "/"}${name}`, context };
  if (name) return { resource: role?.arn ?? `${own}:role/${name}`, shown: `role ${name}`, context };
  if (policy === undefined) return { resource: "*" };
  return { resource: findPolicy(estate, account, policy)?.arn ?? policy, shown: `policy ${policy}` };
};

import type { Members } from "../protocol/schema.ts";
import type { Call } from "../server/service.ts";

/** What a call needs permission for; shown is how AWS names the resource in a denial, where not by its ARN. */
export type Target = { action: string; resource: string; shown?: string; context?: Record<string, string | string[]> };

type Describe = (call: Call, input: Members, roleArn: (name: string) => string) => Omit<Target, "action">;

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

function tagContext(tags: unknown, keys: unknown): Record<string, string | string[]> {
  const given: { Key?: unknown; Value?: unknown }[] = Array.isArray(tags) ? tags : [];
  const requested = given.map(({ Key, Value }) => [`aws:RequestTag/${String(Key)}`, String(Value)]);
  const named = [...given.map(({ Key }) => String(Key)), ...(Array.isArray(keys) ? keys.map(String) : [])];
  return named.length > 0 ? { ...Object.fromEntries(requested), "aws:TagKeys": named } : {};
}

/**
 * IAM's resources and condition keys.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
const iam: Describe = ({ identity, operation }, input, roleArn) => {
  const [role, policy, boundary] = [text(input.RoleName), text(input.PolicyArn), text(input.PermissionsBoundary)];
  const context = {
    ...tagContext(input.Tags, input.TagKeys),
    ...(policy ? { "iam:PolicyARN": policy } : {}),
    ...(boundary ? { "iam:PermissionsBoundary": boundary } : {}),
  };
  const own = `arn:${identity.partition}:iam::${identity.accountId}`;
  if (operation === "ListRoles") return { resource: `${own}:role${text(input.PathPrefix) ?? "/"}` };
  if (operation === "CreateRole") return { resource: `${own}:role${text(input.Path) ?? "/"}${role}`, context };
  if (role) return { resource: roleArn(role), shown: `role ${role}`, context };
  if (policy) return { resource: policy, shown: `policy ${policy}`, context };
  return { resource: "*" };
};

const BY_SERVICE: Record<string, Describe> = { iam };

/** Names the action and resource of a call; condition keys of its input come along. */
export function targetOf(call: Call, input: Members, roleArn: (name: string) => string): Target {
  const describe = BY_SERVICE[call.service] ?? (() => ({ resource: "*" }));
  return { action: `${call.service}:${call.operation}`, ...describe(call, input, roleArn) };
}

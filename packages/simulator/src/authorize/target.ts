import type { Call } from "../server/service.ts";
import type { Members } from "../protocol/schema.ts";

/** What a call needs permission for; shown is how AWS names the resource in a denial, where not by its ARN. */
export type Target = { action: string; resource: string; shown?: string; context?: Record<string, string | string[]> };

type Describe = (input: Members, call: Call, roleArn: (name: string) => string) => Omit<Target, "action">;

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

function tagContext(tags: unknown): Record<string, string | string[]> {
  if (!Array.isArray(tags)) return {};
  const pairs = tags.map((tag: { Key?: unknown; Value?: unknown }) => [String(tag.Key), String(tag.Value)] as const);
  const requested = pairs.map(([key, value]) => [`aws:RequestTag/${key}`, value]);
  return { ...Object.fromEntries(requested), "aws:TagKeys": pairs.map(([key]) => key) };
}

const iam: Describe = (input, _call, roleArn) => {
  const context: Record<string, string | string[]> = tagContext(input.Tags);
  const [role, policy, boundary] = [text(input.RoleName), text(input.PolicyArn), text(input.PermissionsBoundary)];
  if (policy) context["iam:PolicyARN"] = policy;
  if (boundary) context["iam:PermissionsBoundary"] = boundary;
  if (role) return { resource: roleArn(role), shown: `role ${role}`, context };
  if (policy) return { resource: policy, shown: `policy ${policy}`, context };
  return { resource: "*" };
};

const BY_SERVICE: Record<string, Describe> = { iam };

/** Names the action and resource of a call; condition keys of its input come along. */
export function targetOf(call: Call, input: Members, roleArn: (name: string) => string): Target {
  const describe = BY_SERVICE[call.service] ?? (() => ({ resource: "*" }));
  return { action: `${call.service}:${call.operation}`, ...describe(input, call, roleArn) };
}

import { createRandom } from "../seed/random.ts";

/** An IAM role as the simulated account holds it; a change replaces the whole value. */
export type Role = Readonly<{
  accountId: string;
  name: string;
  path: string;
  id: string;
  arn: string;
  createdAt: Date;
  /** JSON text. */
  trustPolicy: string;
  description?: string;
  maxSessionSeconds: number;
  inlinePolicies: readonly InlinePolicy[];
  /** ARNs of managed policies. */
  attachedPolicies: readonly string[];
  permissionsBoundary?: string;
  tags: Readonly<Record<string, string>>;
  instanceProfiles: readonly string[];
  lastUsed?: { at: Date; region: string };
}>;

export type InlinePolicy = Readonly<{ name: string; document: string }>;

/** What a test or the seed says of a role; everything else gets a valid default. */
export type RoleSpec = Partial<Omit<Role, "accountId" | "arn" | "id">> & { name: string };

/** Nobody may assume the role: the default of a role whose trust policy does not matter. */
const TRUSTS_NOBODY = JSON.stringify({ Version: "2012-10-17", Statement: [] });

/** Makes a whole role from what is said of it; its unique id follows from its ARN and creation time. */
export function makeRole(account: { id: string; partition: string }, spec: RoleSpec): Role {
  const path = spec.path ?? "/";
  const arn = `arn:${account.partition}:iam::${account.id}:role${path}${spec.name}`;
  const createdAt = spec.createdAt ?? new Date("2026-01-01T00:00:00Z");
  return {
    trustPolicy: TRUSTS_NOBODY,
    maxSessionSeconds: 3_600,
    inlinePolicies: [],
    attachedPolicies: [],
    tags: {},
    instanceProfiles: [],
    ...spec,
    accountId: account.id,
    path,
    arn,
    createdAt,
    id: `AROA${createRandom(`${arn}/${createdAt.getTime()}`).id(17)}`,
  };
}

/** Whether AWS alone may change the role. */
export function isServiceLinked(role: Role): boolean {
  return role.path.startsWith("/aws-service-role/");
}

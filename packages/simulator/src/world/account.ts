import type { Role } from "./role.ts";

export type AccountState = "PENDING_ACTIVATION" | "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | "CLOSED";

export type ManagedPolicy = Readonly<{
  name: string;
  path: string;
  arn: string;
  id: string;
  description: string;
  createdAt: Date;
  /** JSON text of the default version, v1. */
  document: string;
}>;

export type User = Readonly<{ name: string; arn: string; id: string; policies: readonly string[] }>;

/** One AWS account; what IAM holds in it is made when first needed. */
export type Account = {
  readonly id: string;
  readonly partition: string;
  name: string;
  email: string;
  state: AccountState;
  joinedAt: Date;
  /** The unit, or the root, that the account lies in. */
  parentId: string;
  tags: Record<string, string>;
  alias?: string;
  /** Roles by name. */
  readonly roles: Map<string, Role>;
  /** Customer managed policies by ARN. */
  readonly policies: Map<string, ManagedPolicy>;
  readonly users: Map<string, User>;
};

/** Whether calls in the account, and sessions in it, are answered at all. */
export function isInUse({ state }: Account): boolean {
  return state === "ACTIVE" || state === "PENDING_CLOSURE";
}

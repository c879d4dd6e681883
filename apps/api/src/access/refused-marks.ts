import type { Mark } from "@gatehouse/aws/issue-credentials";
import type { RoleFacts } from "@gatehouse/core/access/estate-view";
import type { App } from "../app.ts";
import { createRemembered, type Remembered } from "./remembered.ts";

type Refused = { marks: readonly Mark[]; trustPolicy: string; at: number };

/** A policy that we do not see may have refused, e.g. the hub's own or the organization's, and may have changed since. */
const ASK_AGAIN_MS = 24 * 60 * 60 * 1000;
const MOST_ROLES = 10_000;

/** In memory alone: forgetting it costs one more call to AWS, and reading it from the store would cost every issue a call. */
const known = new WeakMap<App["aws"], Remembered<Refused>>();

/** Answers which marks this role refused within the last day; another trust policy is asked anew. */
export function readRefusedMarks({ aws, now }: App, { arn, trustPolicy }: RoleFacts): readonly Mark[] {
  const refused = known.get(aws)?.get(arn);
  return refused?.trustPolicy === trustPolicy && now() - refused.at < ASK_AGAIN_MS ? refused.marks : [];
}

/** Remembers for a day what a role refuses, so that AWS is not asked twice each time. */
export function rememberRefusedMarks({ aws, now }: App, { arn, trustPolicy }: RoleFacts, marks: readonly Mark[]): void {
  const roles = known.get(aws) ?? createRemembered<Refused>(MOST_ROLES, () => 1);
  known.set(aws, roles);
  roles.set(arn, { marks, trustPolicy, at: now() });
}

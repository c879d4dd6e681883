import type { Members } from "../protocol/schema.ts";
import type { Call } from "../server/service.ts";
import type { Estate } from "../world/world.ts";
import { accountTarget } from "./account-target.ts";
import { iamTarget } from "./iam-target.ts";
import { organizationsTarget } from "./organizations-target.ts";

/** Condition keys with their values. */
export type Keys = Record<string, string | readonly string[]>;

/** What a call needs permission for; shown is how AWS names the resource in a denial, where not by its ARN. */
export type Target = { action: string; resource: string; shown?: string; context?: Keys };

/** Names the resource of a call, and the condition keys that its input and the resource bring along. */
export type Describe = (estate: Estate, call: Call, input: Members) => Omit<Target, "action">;

const BY_SERVICE: Record<string, Describe> = {
  account: accountTarget,
  iam: iamTarget,
  organizations: organizationsTarget,
};

/** Names the action and resource of a call with their condition keys. */
export function targetOf(estate: Estate, call: Call, input: Members): Target {
  const describe = BY_SERVICE[call.service] ?? (() => ({ resource: "*" }));
  return { action: `${call.service}:${call.operation}`, ...describe(estate, call, input) };
}

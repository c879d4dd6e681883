import type { PolicyKind } from "../decision.ts";

/** AWS's names for the kinds of policy, as they follow "no" and as they follow "an explicit deny in". */
export const LAYER_NAMES: Readonly<Record<PolicyKind, { no: string; in: string }>> = {
  identity: { no: "identity-based policy", in: "an identity-based policy" },
  boundary: { no: "permissions boundary", in: "a permissions boundary" },
  session: { no: "session policy", in: "a session policy" },
  "service-control": { no: "service control policy", in: "a service control policy" },
  "resource-control": { no: "resource control policy", in: "a resource control policy" },
  "vpc-endpoint": { no: "VPC endpoint policy", in: "a VPC endpoint policy" },
  resource: { no: "resource-based policy", in: "a resource-based policy" },
  trust: { no: "role trust policy", in: "the role trust policy" },
};

/** AWS itself also writes "sessions policy" and "Service Control Policy". */
const WORDS: readonly (readonly [RegExp, PolicyKind])[] = [
  [/identity[- ]based/i, "identity"],
  [/permissions? boundary/i, "boundary"],
  [/sessions? policy/i, "session"],
  [/service control policy/i, "service-control"],
  [/resource control policy/i, "resource-control"],
  [/vpc endpoint policy/i, "vpc-endpoint"],
  [/resource[- ]based/i, "resource"],
  [/trust policy/i, "trust"],
];

/** Answers the kind of policy that AWS's words name, or undefined for words that name none. */
export function layerNamed(words: string): PolicyKind | undefined {
  return WORDS.find(([pattern]) => pattern.test(words))?.[1];
}

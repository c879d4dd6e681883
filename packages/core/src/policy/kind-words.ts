import type { PolicyKind } from "./decision.ts";

/** The kinds of policy as a sentence names one of them. */
export const KIND_WORDS: Readonly<Record<PolicyKind, string>> = {
  "service-control": "service control policy",
  "resource-control": "resource control policy",
  boundary: "permissions boundary",
  session: "session policy",
  identity: "identity-based policy",
  resource: "resource-based policy",
  trust: "trust policy",
  "vpc-endpoint": "VPC endpoint policy",
};

/** A kind of policy with its article, as a sentence begins or goes on with it. */
export function aPolicy(kind: PolicyKind): string {
  return `${kind === "identity" ? "an" : "a"} ${KIND_WORDS[kind]}`;
}

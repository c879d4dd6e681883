import type { Decision, Hanging, PolicyKind } from "../decision.ts";
import { aPolicy, KIND_WORDS } from "../kind-words.ts";

/** Policies that bear on the answer and were not read. */
export type Lacking = { policy: PolicyKind; what: string };

/** Kinds that may grant what the caller's own policies do not. */
const GRANTING: readonly PolicyKind[] = ["identity", "resource", "trust"];
const ORGANIZATION: readonly (PolicyKind | undefined)[] = ["service-control", "resource-control", "vpc-endpoint"];

/** Whether a decision stays what it is whatever the policies say that were not read. */
export function stands(decision: Decision, lacking: readonly Lacking[]): boolean {
  if (decision.effect === "explicitly-denied" || lacking.length === 0) return true;
  const silent = silentIn(decision);
  if (silent === undefined) return false;
  return ORGANIZATION.includes(silent) || !lacking.some(({ policy }) => GRANTING.includes(policy));
}

/** The kind of policy that certainly allows nothing, whatever else is open; undefined where the request may be allowed. */
function silentIn({ because, effect }: Decision): PolicyKind | undefined {
  return effect === "allowed" ? undefined : because.find((one) => one.effect === "none")?.policy;
}

type Asked = { who: string; action: string; resource: string; decision: Decision; lacking: readonly Lacking[] };

/** Says a decision in one sentence, and whether it may be another once everything is read. */
export function answerSentence({ who, action, resource, decision, lacking }: Asked): string {
  const on = resource === "*" ? "on every resource" : `on ${resource}`;
  const can = `${who} can do ${action} ${on}`;
  const sure = stands(decision, lacking);
  const silent = silentIn(decision);
  if (silent !== undefined)
    return `${sure ? "No: no" : "As far as the policies were read, no"} ${KIND_WORDS[silent]} allows ${who} ${action} ${on}.`;
  const { blockedBy } = decision;
  switch (decision.effect) {
    case "allowed":
      return sure ? `Yes, ${can}.` : `${can}, as far as the policies were read.`;
    case "conditional":
      return `It depends on ${matters(decision).join(" and ")} whether ${can}.`;
    default:
      return `No: ${blockedBy === undefined ? "a policy" : aPolicy(blockedBy)} denies ${action} ${on} to ${who}.`;
  }
}

function matters({ on, unread = [] }: Extract<Decision, { effect: "conditional" }>): string[] {
  return [...keysOf(on), ...unread.map((kind) => `${aPolicy(kind)} that was not read`)];
}

/** The keys that a conditional answer hangs on, each once. */
export function keysOf(on: readonly Hanging[]): string[] {
  return [...new Map(on.map(({ key }) => [key.toLowerCase(), key])).values()];
}

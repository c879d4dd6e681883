import type { Decision, PolicyKind } from "../decision.ts";
import { evaluate } from "../evaluate.ts";
import { type Candidate, candidatesFor } from "./candidates.ts";
import { statementsOf } from "./documents.ts";
import { couldAllow } from "./named-by.ts";
import type { Estate } from "./estate.ts";
import type { Held } from "./held.ts";
import { boundBy, type Layers, policiesOf, reasonsOf } from "./layers-of.ts";
import type { Reason } from "./reason.ts";
import { ASSUMED, commonOn, requestsOn } from "./request-of.ts";
import { type AccessQuestion, type Target, targetOf } from "./target.ts";
import { conditionsOf, type Condition } from "./condition.ts";
import { type Grant, grantsOf } from "./grants-of.ts";

/** One principal that can do what was asked, always or under conditions. */
export type Access = {
  principal: string;
  accountId: string;
  effect: "allowed" | "conditional";
  /** The conditions on which it hangs; empty where it is allowed whatever they are. */
  on: readonly Condition[];
  /** The kinds of policy on which it hangs because one of them was not read; lacking says which. */
  unread: readonly PolicyKind[];
  because: readonly Reason[];
};

export type WhoCan = {
  principals: readonly Access[];
  /** Those outside the estate whom the resource's policy lets in: accounts, services, identity providers, everybody. */
  outsiders: readonly Grant[];
  /** How many principals were evaluated, of how many. */
  evaluated: number;
  of: number;
  /** Layers that were not read; the answer leaves them out. */
  lacking: readonly string[];
  assumed: readonly string[];
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html */
const ROOTS = "Root users are left out: each can do what policies of its account and organization do not deny.";

/** Answers everyone who can do an action on a resource, under which conditions and why. */
export function whoCan(estate: Estate, question: AccessQuestion): WhoCan {
  const target = targetOf(estate, question);
  const requestOf = requestsOn(estate, target);
  const commonOf = commonOn(estate, target);
  const candidates = candidatesFor(estate, target);
  const principals: Access[] = [];
  for (const { held, bound } of candidates) {
    const decision = evaluate(requestOf(held), policiesOf(held, target, bound), commonOf(held));
    const access = accessOf(decision, held, () => reasonsOf(estate, { held, target, bound }));
    if (access !== undefined) principals.push(access);
  }
  return {
    principals,
    outsiders: outsidersOf(estate, target),
    evaluated: candidates.length,
    of: estate.facts.principals?.length ?? 0,
    lacking: lackingFor(estate, target, candidates),
    assumed: [...ASSUMED, ROOTS],
  };
}

/** What the target's policy grants for this action to those who are not principals of the estate. */
function outsidersOf(estate: Estate, target: Target): Grant[] {
  const speaking = new Set(
    (target.policy ? statementsOf(target.policy) : []).flatMap((one) =>
      couldAllow(one, target) ? [one.position] : [],
    ),
  );
  return grantsOf(estate, target, (position) => speaking.has(position)).filter(({ who }) => {
    if (who.kind === "principal") return estate.principal(who.name) === undefined;
    if (who.kind === "canonical-user") return !estate.accountIds.includes(target.canonical.get(who.name) ?? "");
    return who.kind !== "account" || !estate.accountIds.includes(who.name);
  });
}

/** Whether a decision lets the request through, always or under conditions. */
export const mayBeAllowed = (decision: Decision): boolean =>
  decision.effect === "conditional" ? decision.outcomes.includes("allowed") : decision.effect === "allowed";

function accessOf(decision: Decision, { principal }: Held, reasons: () => Layers["reason"]): Access | undefined {
  if (!mayBeAllowed(decision)) return undefined;
  let [because, on]: [Access["because"]?, Access["on"]?] = [];
  return {
    principal: principal.arn,
    accountId: principal.accountId,
    effect: decision.effect === "conditional" ? "conditional" : "allowed",
    unread: decision.effect === "conditional" ? (decision.unread ?? []) : [],
    // A page shows a few of many thousands: policies are named for those that are read.
    get on() {
      return (on ??= decision.effect === "conditional" ? conditionsOf(decision.on, reasons()) : []);
    },
    get because() {
      return (because ??= decision.because.map(reasons()));
    },
  };
}

function lackingFor(estate: Estate, target: Target, candidates: readonly Candidate[]): string[] {
  const accounts = target.accountId === undefined ? estate.accountIds : [target.accountId];
  const everywhere = new Set([...accounts, ...candidates.map(({ held }) => held.principal.accountId)]);
  return [
    ...new Set([
      ...(estate.facts.principals === undefined ? ["The roles and users were not read."] : []),
      ...target.lacking,
      ...[...everywhere].flatMap((accountId) => {
        const anyone = { arn: "", accountId };
        const { serviceControl, resourceControl } = boundBy(estate, anyone, target);
        return [...estate.index(accountId).lacking, ...serviceControl.lacking, ...resourceControl.lacking];
      }),
    ]),
  ];
}

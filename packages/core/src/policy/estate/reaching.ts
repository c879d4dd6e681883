import { type Access, type Allowed, allowedFor, effectiveAccess } from "./effective-access.ts";
import { statementsOf } from "./documents.ts";
import type { Estate } from "./estate.ts";
import { decide } from "./find-held.ts";
import type { Held } from "./held.ts";
import type { Reason } from "./reason.ts";
import type { AccessQuestion } from "./target.ts";
import { mayBeAllowed } from "./who-can.ts";

/** Whether something can be done, and by which statements. */
export type Able = { effect: "allowed" | "conditional"; because: readonly Reason[] };

/** One principal on the way, with what it can do. */
export type Reaching = {
  held: Held;
  /** Whether it can do an action on one resource. */
  can(question: AccessQuestion): Able | undefined;
  /** Whether it can do an action on some resource at all. */
  canSomewhere(action: string): Able | undefined;
  /** The patterns on which its own policies allow an action. */
  patternsOf(action: string): readonly string[];
};

/** Prepares a principal for questions about the next step. */
export function reachingOf(estate: Estate, held: Held): Reaching {
  let access: Access | undefined;
  const allowedOn = (action: string): readonly Allowed[] =>
    allowedFor(estate, (access ??= effectiveAccess(estate, held)), action);
  return {
    held,
    can: (question) => {
      const { decision, layers } = decide(estate, held, question);
      if (!mayBeAllowed(decision)) return undefined;
      const effect = decision.effect === "conditional" ? "conditional" : "allowed";
      // Where nothing allows for sure, the conditions name the statements that may.
      const places = decision.effect === "conditional" ? [...decision.because, ...decision.on] : decision.because;
      return { effect, because: places.filter((one) => one.effect === "allow").map(layers.reason) };
    },
    canSomewhere: (action) => {
      const allowed = allowedOn(action);
      const sure = allowed.find(({ conditional }) => !conditional);
      const one = sure ?? allowed[0];
      return one && { effect: sure === undefined ? "conditional" : "allowed", because: [one.because] };
    },
    patternsOf: (action) => allowedOn(action).map(({ resource }) => resource),
  };
}

/**
 * Whether a principal can do everything: one statement allows all actions on all resources, and nothing that was read
 * keeps it from using IAM.
 */
export function isAdmin(estate: Estate, held: Held): boolean {
  if (!allowsEverything(held)) return false;
  const { arn } = held.principal;
  const question = { action: arn.includes(":user/") ? "iam:AttachUserPolicy" : "iam:AttachRolePolicy", resource: arn };
  const { decision } = decide(estate, held, question);
  return decision.effect === "conditional"
    ? mayBeAllowed(decision) && decision.on.length === 0
    : decision.effect === "allowed";
}

/** Whether a statement of its own policies allows everything, whatever boundary it has. */
export function allowsEverything({ set }: Pick<Held, "set">): boolean {
  return set.documents.some((document) =>
    statementsOf(document).some(
      ({ effect, conditioned, hasResource, coversAction, coversResource }) =>
        effect === "Allow" &&
        !conditioned &&
        hasResource &&
        coversAction("any:action") &&
        coversResource("any") === "yes",
    ),
  );
}

import { Failure } from "../../failure.ts";
import type { Decision } from "../decision.ts";
import { evaluate } from "../evaluate.ts";
import type { Estate, EstatePrincipal } from "./estate.ts";
import { type Held, heldBy } from "./held.ts";
import { type Layers, layersOf } from "./layers-of.ts";
import { requestsOn } from "./request-of.ts";
import { type AccessQuestion, targetOf } from "./target.ts";

/** Finds a principal of the estate with its documents; one that is not there is a Failure "not-found". */
export function findHeld(estate: Estate, arn: string): Held {
  const principal = estate.principal(arn);
  const held = principal && estate.index(principal.accountId).byArn.get(arn);
  if (held === undefined) throw new Failure("not-found", `${arn} is no role or user of the estate as it was read.`);
  return held;
}

/** Gives a principal documents other than those that the estate has of it. */
export function asHeld(estate: Estate, principal: EstatePrincipal): Held {
  return heldBy(estate, principal, new Map());
}

/** Decides one question for one principal by all layers of the estate. */
export function decide(estate: Estate, held: Held, question: AccessQuestion): { decision: Decision; layers: Layers } {
  const target = targetOf(estate, question);
  const layers = layersOf(estate, held, target);
  return { decision: evaluate(requestsOn(estate, target)(held), layers.policies), layers };
}

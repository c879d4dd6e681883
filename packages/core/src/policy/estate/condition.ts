import type { Hanging, Place } from "../decision.ts";
import type { Reason } from "./reason.ts";

/** A condition on which an answer hangs, with the statement that has it. */
export type Condition = { operator: string; key: string; values: readonly string[]; of: Reason };

/** Puts the names of policies to what a decision hangs on. */
export function conditionsOf(on: readonly Hanging[], reason: (place: Place) => Reason): Condition[] {
  return on.map(({ operator, key, values, ...place }) => ({ operator, key, values, of: reason(place) }));
}

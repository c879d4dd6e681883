import { holdsOf } from "../conditions.ts";
import { readOperatorName } from "../grammar/operator-name.ts";
import type { Question } from "../request.ts";
import { candidatesFor } from "./candidate-values.ts";

/** A condition as a policy writes it: any one of its values may match. */
export type WrittenCondition = { operator: string; key: string; values: readonly string[] };

/** One thing that a request may say of a condition's key, and whether the condition then holds. */
export type FittingValue = { values: readonly string[] | "absent"; holds: boolean };

/**
 * Answers what a request may say of a condition's key: a value with which the condition holds, one with which it does
 * not, and nothing; each is left out where it is not certain. Every one is tried by the operator itself, so that a
 * range is never taken for an address, nor a pattern for a value.
 */
export function fittingValues(condition: WrittenCondition): FittingValue[] {
  const { key } = condition;
  const name = readOperatorName(condition.operator);
  if (name === undefined) return [];
  const holds = holdsOf(condition);
  const tried = (values: FittingValue["values"]): FittingValue[] => {
    const truth = holds(questionOf(key.toLowerCase(), values));
    return truth === "unknown" ? [] : [{ values, holds: truth }];
  };
  const values = candidatesFor(name, condition).flatMap((value) => tried([value]));
  const first = [true, false].flatMap((wanted) => values.find((one) => one.holds === wanted) ?? []);
  return [...first, ...tried("absent")];
}

/** Nothing but the one key is known, not even of who asks: a variable must not seem to have a value, or to have none. */
function questionOf(lower: string, values: FittingValue["values"]): Question {
  const request = {
    principal: { arn: "", accountId: "" },
    action: "",
    resource: "*",
    resourceAccountId: "",
    context: {},
  };
  return {
    request,
    action: "",
    service: "",
    resource: "*",
    valuesOf: (key) => (key === lower && values !== "absent" ? values : undefined),
    isUnknown: (key) => key !== lower,
  };
}

import type { ConditionTree } from "../grammar/tree.ts";

/**
 * Whether a condition holds for a request that lacks its key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function holdsWithout({ test, values }: ConditionTree): boolean {
  if (test === undefined) return false;
  if (test.name === "Null") return values.some(({ value }) => String(value).toLowerCase() === "true");
  return test.ifExists || test.set === "ForAllValues" || (test.set === undefined && test.name.includes("Not"));
}

/** Whether a condition holds for all requests but those with certain values of its key. */
export const isExcept = (condition: ConditionTree): boolean =>
  condition.test?.name.includes("Not") === true && holdsWithout(condition);

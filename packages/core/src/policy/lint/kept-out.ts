import type { ConditionTree, PolicyTree, StatementTree } from "../grammar/tree.ts";
import { covers, resourceCover } from "../patterns/covers.ts";
import { isOpenValue } from "../facts/open-values.ts";
import { isExcept } from "./presence.ts";
import { namesEveryone, textsOf } from "./statement-facts.ts";

/**
 * Whether another statement of a policy denies all that one allows to everybody but callers that were chosen by one of
 * the keys, as a private API's policy does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export function isKeptFromStrangers(allowing: StatementTree, tree: PolicyTree, keys: readonly string[]): boolean {
  return tree.statements.some(
    (statement) =>
      statement.effect === "Deny" &&
      namesEveryone(statement) &&
      deniesOthers(statement, keys) &&
      isWithin(allowing, statement),
  );
}

/** Whether a Deny hits everybody who does not meet one of its keys; services of AWS may be spared. */
function deniesOthers({ conditions }: StatementTree, keys: readonly string[]): boolean {
  const choosing = conditions.filter((condition) => !sparesServices(condition));
  return (
    choosing.length > 0 && choosing.every((condition) => keys.includes(condition.lower) && isExceptChosen(condition))
  );
}

const sparesServices = ({ lower, test, values }: ConditionTree): boolean =>
  lower === "aws:principalisawsservice" &&
  test?.name === "Bool" &&
  values.every(({ value }) => String(value).toLowerCase() === "false");

/** Whether a condition holds for all but values that were chosen. */
function isExceptChosen(condition: ConditionTree): boolean {
  const { test, values } = condition;
  if (test === undefined || !isExcept(condition)) return false;
  const positive = { ...condition, test: { ...test, name: test.name.replace("Not", "") } };
  return values.length > 0 && !values.some(({ value }) => isOpenValue(positive, String(value)));
}

/** Whether all actions and resources of a statement are those of another. */
export function isWithin(narrow: StatementTree, wide: StatementTree): boolean {
  if (narrow.action?.element !== "Action" || wide.action?.element !== "Action") return false;
  if (narrow.resource?.element === "NotResource" || wide.resource?.element === "NotResource") return false;
  const lower = (statement: StatementTree): string[] => textsOf(statement.action).map((text) => text.toLowerCase());
  const resources = textsOf(wide.resource);
  return (
    lower(narrow).every((text) => lower(wide).some((pattern) => covers(pattern, text))) &&
    textsOf(narrow.resource).every((text) => resources.some((wider) => covers(wider, text, resourceCover(wider))))
  );
}

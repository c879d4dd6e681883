import type { ConditionTree, StatementTree } from "../grammar/tree.ts";
import { isOpenValue } from "../facts/open-values.ts";
import { isExcept } from "./presence.ts";
import { namesAll } from "./named-actions.ts";
import { namesAllResources } from "./named-resources.ts";
import { namesEveryone } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

/**
 * Whether another statement of a policy denies all that one allows to everybody but callers that were chosen by one of
 * the keys, as a private API's policy does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export function isKeptFromStrangers(allowing: StatementTree, subject: Subject, keys: readonly string[]): boolean {
  return subject.tree.statements.some(
    (statement) =>
      statement.effect === "Deny" &&
      namesEveryone(statement) &&
      deniesOthers(statement, keys) &&
      isWithin(allowing, statement, subject),
  );
}

/** Whether a Deny hits everybody who does not meet one of its keys; services of AWS may be spared. */
function deniesOthers({ conditions }: StatementTree, keys: readonly string[]): boolean {
  const choosing = conditions.filter((condition) => !sparesServices(condition));
  return (
    choosing.length > 0 && choosing.every((condition) => keys.includes(condition.lower) && isExceptChosen(condition))
  );
}

/** Requests that nobody signed lack the key, so that a Deny hits them with IfExists alone. */
const sparesServices = ({ lower, test, values }: ConditionTree): boolean =>
  lower === "aws:principalisawsservice" &&
  test?.name === "Bool" &&
  test.ifExists &&
  values.length > 0 &&
  values.every(({ value }) => String(value).toLowerCase() === "false");

/** Whether a condition holds for all but values that were chosen. */
function isExceptChosen(condition: ConditionTree): boolean {
  const { test, values } = condition;
  if (test === undefined || !isExcept(condition)) return false;
  const positive = { ...condition, test: { ...test, name: test.name.replace("Not", "") } };
  return values.length > 0 && !values.some(({ value }) => isOpenValue(positive, String(value)));
}

/** Whether all actions and resources of a statement are those of another. */
export function isWithin(narrow: StatementTree, wide: StatementTree, { named, resourcesOf }: Subject): boolean {
  if (narrow.action?.element !== "Action" || wide.action?.element !== "Action") return false;
  if (narrow.resource?.element === "NotResource" || wide.resource?.element === "NotResource") return false;
  return namesAll(named(wide), named(narrow)) && namesAllResources(resourcesOf(wide), resourcesOf(narrow));
}

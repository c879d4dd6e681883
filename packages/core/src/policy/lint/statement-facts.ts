import type { ConditionTree, StatementTree } from "../grammar/tree.ts";
import type { Span } from "../json/node.ts";
import { isOpenValue } from "./open-values.ts";

/** Whether an element stands in a statement at all, readable or not. */
export function hasElement({ node }: StatementTree, ...names: readonly string[]): boolean {
  return node.members.some(({ key }) => names.includes(key.value));
}

/** The opening brace: the place of what is missing in a statement. */
export function opening({ node }: StatementTree): Span {
  return { start: node.start, end: node.start + 1 };
}

/** The actions or resources as texts; empty where the element is missing. */
export function textsOf(list: StatementTree["action"] | StatementTree["resource"]): string[] {
  return list?.values.map(({ value }) => value) ?? [];
}

const OF_ACCOUNT = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:\*$/;

/** Whether a statement covers every resource: "*", or an ARN whose last part is "*" and nothing before it. */
export function coversAllResources({ resource }: StatementTree): boolean {
  if (resource === undefined) return false;
  if (resource.element === "NotResource") return true;
  return resource.values.some(({ value: text }) => text === "*" || (text.endsWith(":*") && OF_ACCOUNT.test(text)));
}

/** Whether an Action names every action there is. */
export function namesEverything({ action }: StatementTree): boolean {
  return action?.element === "Action" && action.values.some(({ value: text }) => text === "*" || text === "*:*");
}

/** The key that says whether the caller gave a code, in lower case. */
export const MFA_KEY = "aws:multifactorauthpresent";

/** The conditions on a key, given in lower case; one that ends with "/" stands for every tag of it. */
export function conditionsOn({ conditions }: StatementTree, ...keys: readonly string[]): ConditionTree[] {
  if (conditions.length === 0) return [];
  return conditions.filter(({ lower }) =>
    keys.some((wanted) => (wanted.endsWith("/") ? lower.startsWith(wanted) : lower === wanted)),
  );
}

/** Whether a condition on one of the keys narrows who or what passes, and does not pass where the key is absent. */
export function isNarrowedBy(statement: StatementTree, ...keys: readonly string[]): boolean {
  return conditionsOn(statement, ...keys).some((condition) => {
    const { test, values } = condition;
    if (test === undefined || test.ifExists || test.name === "Null" || /Not/.test(test.name)) return false;
    if (test.set === "ForAllValues") return false;
    return values.length > 0 && !values.some(({ value }) => isOpenValue(condition, String(value)));
  });
}

/** Whether a statement allows, and everybody may use it: its principal is "*", and not the opposite. */
export function allowsEveryone({ effect, principal }: StatementTree): boolean {
  if (effect !== "Allow" || principal?.element !== "Principal") return false;
  return (
    principal.everyone !== undefined || principal.names.some(({ kind, name }) => kind === "AWS" && name.value === "*")
  );
}

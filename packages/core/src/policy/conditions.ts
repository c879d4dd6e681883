import { type Operator, OPERATORS } from "./condition-operators.ts";
import type { OperatorName } from "./grammar/operator-name.ts";
import type { ConditionTree } from "./grammar/tree.ts";
import type { Question } from "./request.ts";
import { compileText, type TextTest } from "./variables.ts";

/** One operator and key of a Condition element; assumed answers for a key that the asker cannot know. */
export type ConditionTest = { operator: string; key: string; holds(question: Question, assumed: boolean): boolean };

const BY_NAME: ReadonlyMap<string, Operator> = new Map(OPERATORS.map((operator) => [operator.name, operator]));

/**
 * Compiles a Condition element: all its operators and keys must hold, and of a key's values any one may match.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function compileConditions(conditions: readonly ConditionTree[], variables: boolean): ConditionTest[] {
  return conditions.map(({ operator, test, key, values }): ConditionTest => {
    const wanted = values.map(({ value }) => String(value));
    const lower = key.value.toLowerCase();
    const holds = compileHolds(test, lower, { wanted, variables });
    return { operator: operator.value, key: key.value, holds: unlessUnknown(lower, holds) };
  });
}

function compileHolds(test: OperatorName | undefined, key: string, values: Values): Holds {
  if (test?.name === "Null") return compileNull(key, values.wanted);
  const operator = test && BY_NAME.get(test.name);
  // A policy with an unknown operator is refused before it is compiled.
  return test === undefined || operator === undefined
    ? () => false
    : compileCondition(test, operator, { key, ...values });
}

type Holds = (question: Question) => boolean;

function unlessUnknown(key: string, holds: Holds): ConditionTest["holds"] {
  return (question, assumed) =>
    question.unknown !== undefined && question.valuesOf(key) === undefined && question.unknown(key)
      ? assumed
      : holds(question);
}

/** Tells whether a key is absent. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null */
function compileNull(key: string, wanted: readonly string[]): Holds {
  const absent = wanted.map((value) => value.toLowerCase() === "true");
  return (question) => absent.includes((question.valuesOf(key)?.length ?? 0) === 0);
}

type Values = { wanted: readonly string[]; variables: boolean };

function compileCondition(
  { set, ifExists }: OperatorName,
  operator: Operator,
  { key, ...values }: Values & { key: string },
): Holds {
  const language = { wildcards: operator.wildcards, variables: operator.variables && values.variables };
  const tests: readonly TextTest[] = values.wanted.map((text) => compileText(text, language, operator.compile));
  const matchesOne = (actual: string, question: Question): boolean => {
    for (const test of tests) if (test(actual, question) === true) return true;
    return false;
  };
  const passes = (actual: string, question: Question): boolean => matchesOne(actual, question) !== operator.negates;
  // Without a set operator a Not… operator holds where none of the key's values matches, any other where one does.
  const all = set === "ForAllValues" || (set === undefined && operator.negates);
  const absent = ifExists || all;
  return (question) => {
    const actual = set === undefined ? question.valuesOf(key) : withoutEmpty(question.valuesOf(key));
    if (actual === undefined || actual.length === 0) return absent;
    return all ? actual.every((value) => passes(value, question)) : actual.some((value) => passes(value, question));
  };
}

/**
 * To a set operator an empty string is an empty set: ForAllValues then holds, and ForAnyValue does not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function withoutEmpty(values: readonly string[] | undefined): readonly string[] | undefined {
  return values?.includes("") === true ? values.filter((value) => value !== "") : values;
}

import { type Operator, OPERATORS } from "./condition-operators.ts";
import { type OperatorName, readOperatorName } from "./grammar/operator-name.ts";
import type { ConditionTree } from "./grammar/tree.ts";
import type { Question } from "./request.ts";
import { not, type Truth } from "./truth.ts";
import { compileText, type TextTest } from "./variables.ts";

/** One operator and key of a Condition element with its values; unknown where its key or a variable in a value is. */
export type ConditionTest = {
  operator: string;
  key: string;
  values: readonly string[];
  holds(question: Question): Truth;
};

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
    return { operator: operator.value, key: key.value, values: wanted, holds };
  });
}

/** Compiles one condition that stands by itself, in the newer language; one of an unknown operator never holds. */
export function holdsOf({ operator, key, values }: Omit<ConditionTest, "holds">): ConditionTest["holds"] {
  return compileHolds(readOperatorName(operator), key.toLowerCase(), { wanted: values, variables: true });
}

function compileHolds(test: OperatorName | undefined, key: string, values: Values): Holds {
  if (test?.name === "Null") return compileNull(key, values.wanted);
  const operator = test && BY_NAME.get(test.name);
  // A policy with an unknown operator is refused before it is compiled.
  return test === undefined || operator === undefined
    ? () => false
    : compileCondition(test, operator, { key, ...values });
}

type Holds = ConditionTest["holds"];

/** Tells whether a key is absent. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null */
function compileNull(key: string, wanted: readonly string[]): Holds {
  const absent = wanted.map((value) => value.toLowerCase() === "true");
  const either = absent.includes(true) && absent.includes(false) ? true : "unknown";
  return (question) => {
    const actual = question.valuesOf(key);
    if (actual === undefined && question.isUnknown(key)) return either;
    return absent.includes((actual?.length ?? 0) === 0);
  };
}

type Values = { wanted: readonly string[]; variables: boolean };

function compileCondition(
  { set, ifExists }: OperatorName,
  operator: Operator,
  { key, ...values }: Values & { key: string },
): Holds {
  const language = { wildcards: operator.wildcards, variables: operator.variables && values.variables };
  const tests: readonly TextTest[] = values.wanted.map((text) => compileText(text, language, operator.compile));
  const passes = operator.negates ? matchesNone(tests) : matchesOne(tests);
  // Without a set operator a Not… operator holds where none of the key's values matches, any other where one does.
  const all = set === "ForAllValues" || (set === undefined && operator.negates);
  const absent = ifExists || all;
  // What holds on an absent key, and on every value of one that is there, holds whether it is there or not.
  const open = absent && operator.name === "StringLike" && values.wanted.some(isAnything) ? true : "unknown";
  return (question) => {
    const given = question.valuesOf(key);
    if (given === undefined && question.isUnknown(key)) return open;
    const actual = set === undefined ? given : withoutEmpty(given);
    if (actual === undefined || actual.length === 0) return absent;
    return all ? every(actual, question, passes) : some(actual, question, passes);
  };
}

const isAnything = (text: string): boolean => /^\*+$/.test(text);

type Passes = (actual: string, question: Question) => Truth;

/** A value with a variable that has no value matches nothing. */
const matchesOne =
  (tests: readonly TextTest[]): Passes =>
  (actual, question) => {
    let answer: Truth = false;
    for (const test of tests) {
      const matches = test(actual, question);
      if (matches === true) return true;
      if (matches === "unknown") answer = matches;
    }
    return answer;
  };

function matchesNone(tests: readonly TextTest[]): Passes {
  const matches = matchesOne(tests);
  return (actual, question) => not(matches(actual, question));
}

function every(values: readonly string[], question: Question, passes: Passes): Truth {
  let answer: Truth = true;
  for (const value of values) {
    const passed = passes(value, question);
    if (passed === false) return false;
    if (passed === "unknown") answer = passed;
  }
  return answer;
}

function some(values: readonly string[], question: Question, passes: Passes): Truth {
  let answer: Truth = false;
  for (const value of values) {
    const passed = passes(value, question);
    if (passed === true) return true;
    if (passed === "unknown") answer = passed;
  }
  return answer;
}

/**
 * To a set operator an empty string is an empty set: ForAllValues then holds, and ForAnyValue does not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function withoutEmpty(values: readonly string[] | undefined): readonly string[] | undefined {
  return values?.includes("") === true ? values.filter((value) => value !== "") : values;
}

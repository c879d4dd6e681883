import { toNumber, toTime } from "../facts/numbers-and-dates.ts";
import type { ConditionTree, ScalarNode, StatementTree } from "../grammar/tree.ts";
import type { Family, OperatorName } from "../grammar/operator-name.ts";
import { ID_VALUE_RULES } from "./id-values.ts";
import { hostBits, isIpRange, isPrivateRange } from "./ip-values.ts";
import { renameOperatorOfOne, replaceText } from "./edits.ts";
import { isOpenValue } from "../facts/open-values.ts";
import { check, guide, type Rule, type Tell } from "./rule.ts";

const OPERATORS = guide("reference_policies_elements_condition_operators.html");

/** So many digits are seconds of a year after 5000. */
const MILLISECONDS = /^\d{12,}$/;

type Test = (value: string, node: ScalarNode, tell: Tell) => void;

/** Checks every value of the conditions of one family; values with variables are only known when a request comes. */
function ofFamily(family: Family, test: Test): NonNullable<Rule["statement"]> {
  return ({ conditions }, _subject, tell) => {
    for (const condition of conditions)
      if (condition.test !== undefined && condition.test.family === family)
        for (const node of condition.values)
          if (!String(node.value).includes("${")) test(String(node.value), node, tell);
  };
}

/** Which values conditions compare with. */
export const CONDITION_VALUE_RULES: readonly Rule[] = [
  {
    id: "bool-value",
    severity: "warning",
    needs: "typed-condition",
    explains: "Bool and Null compare with true or false; another value never matches.",
    see: check("access-analyzer-reference-policy-checks-general-warning-type-mismatch-boolean"),
    statement(statement, subject, tell) {
      const test: Test = (value, node, told) => {
        if (!/^(true|false)$/i.test(value)) told(node, `${JSON.stringify(value)} is neither true nor false.`);
      };
      ofFamily("Bool", test)(statement, subject, tell);
      ofFamily("Null", test)(statement, subject, tell);
    },
  },
  {
    id: "bool-both",
    severity: "warning",
    needs: "typed-condition",
    explains: "A condition that takes true and false compares nothing.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-condition-multiple-boolean"),
    statement({ conditions }, _subject, tell) {
      for (const { test, values, key } of conditions) {
        if (test?.name !== "Bool" && test?.name !== "Null") continue;
        const different = new Set(values.map(({ value }) => String(value).toLowerCase()));
        if (different.size < 2) continue;
        const isOfPresence = test.name === "Bool" && !test.ifExists;
        tell(
          key,
          `This takes true as well as false: it ${isOfPresence ? `asks only for ${key.value}` : "always holds"}.`,
        );
      }
    },
  },
  {
    id: "number-value",
    severity: "warning",
    needs: "typed-condition",
    explains: "Numeric operators compare with whole or decimal numbers; another value never matches.",
    see: check("access-analyzer-reference-policy-checks-general-warning-type-mismatch-number"),
    statement: ofFamily("Numeric", (value, node, tell) => {
      if (Number.isNaN(toNumber(value))) tell(node, `${JSON.stringify(value)} is no number.`);
    }),
  },
  {
    id: "date-value",
    severity: "warning",
    needs: "typed-condition",
    explains:
      "Date operators compare with a date by ISO 8601, or with seconds since 1970; another value never matches.",
    see: check("access-analyzer-reference-policy-checks-general-warning-invalid-date-value"),
    statement: ofFamily("Date", (value, node, tell) => {
      if (MILLISECONDS.test(value)) tell(node, `${value} are milliseconds, and AWS reads seconds since 1970.`);
      else if (Number.isNaN(toTime(value)))
        tell(node, `${JSON.stringify(value)} is no date such as 2026-01-31T00:00:00Z.`);
    }),
  },
  {
    id: "ip-value",
    severity: "warning",
    needs: "typed-condition",
    explains: "IpAddress and NotIpAddress compare with addresses and ranges like 203.0.113.0/24 or 2001:db8::/32.",
    see: check("access-analyzer-reference-policy-checks-error-type-mismatch-ip-range"),
    statement: ofFamily("IpAddress", (value, node, tell) => {
      if (!isIpRange(value)) tell(node, `${JSON.stringify(value)} is no address and no range.`);
    }),
  },
  {
    id: "ip-host-bits",
    severity: "suggestion",
    needs: "typed-condition",
    explains: "Bits behind the length of the range are ignored; written as zeros the range shows what it covers.",
    see: check("access-analyzer-reference-policy-checks-suggestion-improve-ip-range"),
    statement: ofFamily("IpAddress", (value, node, tell) => {
      const plain = hostBits(value);
      if (plain !== undefined) tell(node, `This is the range ${plain}.`, replaceText(node, plain));
    }),
  },
  {
    id: "private-source-ip",
    severity: "warning",
    explains: "aws:SourceIp is a public address; through a VPC endpoint it is absent, and aws:VpcSourceIp is there.",
    see: check("access-analyzer-reference-policy-checks-error-private-ip-address"),
    statement({ conditions }, _subject, tell) {
      for (const { key, lower, test, values } of conditions) {
        if (lower !== "aws:sourceip" || test === undefined || values.length === 0) continue;
        if (!values.every(({ value }) => isPrivateRange(String(value)))) continue;
        const always = test.name === "NotIpAddress" ? "holds for everybody" : "holds for nobody";
        tell(key, `All these addresses are private, which aws:SourceIp never is: the condition ${always}.`);
      }
    },
  },
  {
    id: "wildcard-without-like",
    severity: "warning",
    explains: "StringEquals takes * and ? for themselves; StringLike takes them for wildcards.",
    see: check("access-analyzer-reference-policy-checks-general-warning-wildcard-without-like-operator"),
    statement(statement, subject, tell) {
      for (const condition of statement.conditions) {
        const { operator, test, values } = condition;
        if (test?.family !== "String" || !test.name.includes("Equals")) continue;
        const found = values.find(({ value }) => hasWildcard(String(value)));
        if (found === undefined) continue;
        // By StringLike a "*" would reach over the colons of an ARN.
        const known = subject.keysOf(statement)[statement.conditions.indexOf(condition)];
        const family = known?.type.endsWith("ARN") === true && values.every(isArn) ? "Arn" : "String";
        const like = likeOf(test, family);
        const isSure = !test.name.endsWith("IgnoreCase") && !letsMoreIn(statement, condition, family);
        const fixed = isSure ? renameOperatorOfOne(statement, operator, like) : undefined;
        tell(
          found,
          `${test.name} takes the wildcard in ${String(found.value)} for itself; ${like} compares by it.`,
          fixed,
        );
      }
    },
  },
  {
    id: "arn-value",
    severity: "warning",
    explains: "Arn operators compare six parts; a pattern of fewer parts matches no ARN.",
    see: `${OPERATORS}#Conditions_ARN`,
    statement: ofFamily("Arn", (value, node, tell) => {
      if (value !== "*" && value.split(":").length < 6)
        tell(node, `${JSON.stringify(value)} has fewer than six parts.`);
    }),
  },
  {
    id: "repeated-value",
    severity: "suggestion",
    explains: "A value that stands twice is not needed.",
    see: check("access-analyzer-reference-policy-checks-suggestion-redundant-condition-value-num"),
    statement({ conditions }, _subject, tell) {
      for (const condition of conditions)
        if (condition.values.length > 1)
          for (const value of repeated(condition)) tell(value, `${String(value.value)} stands here before.`);
    },
  },
  ...ID_VALUE_RULES,
];

/** The operator that compares by wildcards as another one compares whole values. */
const likeOf = ({ set, name, ifExists }: OperatorName, family: "Arn" | "String"): string =>
  `${set === undefined ? "" : `${set}:`}${family}${name.includes("Not") ? "Not" : ""}Like${ifExists ? "IfExists" : ""}`;

const isArn = ({ value }: ScalarNode): boolean => /^arn:([^:]*:){4}/.test(String(value));

/** Whether a Deny would spare some, or an Allow let in everybody, if wildcards were compared by. */
function letsMoreIn({ effect }: StatementTree, condition: ConditionTree, family: "Arn" | "String"): boolean {
  const { test, values } = condition;
  if (test === undefined || effect !== "Allow") return test?.name.includes("Not") === true;
  const like = { ...condition, test: { ...test, family, name: `${family}Like` } };
  return values.some(({ value }) => isOpenValue(like, String(value)));
}

/** Whether a text has a wildcard that is not written as a variable, which stands for itself. */
function hasWildcard(text: string): boolean {
  return (text.includes("*") || text.includes("?")) && /[*?]/.test(text.replaceAll(/\$\{[*?$]\}/g, ""));
}

function repeated({ values }: ConditionTree): ScalarNode[] {
  const seen = new Set<string>();
  return values.filter(({ value }) => {
    const known = seen.has(String(value));
    seen.add(String(value));
    return known;
  });
}

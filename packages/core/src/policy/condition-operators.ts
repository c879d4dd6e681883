import { arnMatcher } from "./arn-pattern.ts";
import { toNumber, toTime } from "./facts/numbers-and-dates.ts";
import { ipRange } from "./ip-range.ts";
import type { Language } from "./variables.ts";
import { type Matcher, matcherOf, type Part } from "./wildcard.ts";

/** One condition operator: what its values may contain and how one of them compares with one value of the request. */
export type Operator = Language & {
  name: string;
  /** True for the Not… operators: they hold where no value matches, and where the key is absent. */
  negates: boolean;
  compile(parts: readonly Part[]): Matcher;
};

type Compare = (actual: number, wanted: number) => boolean;

const COMPARISONS: readonly (readonly [suffix: string, Compare])[] = Object.entries({
  Equals: (actual, wanted) => actual === wanted,
  LessThan: (actual, wanted) => actual < wanted,
  LessThanEquals: (actual, wanted) => actual <= wanted,
  GreaterThan: (actual, wanted) => actual > wanted,
  GreaterThanEquals: (actual, wanted) => actual >= wanted,
});

const TEXT: Language = { wildcards: false, variables: true };
const PATTERN: Language = { wildcards: true, variables: true };
const VALUE: Language = { wildcards: false, variables: false };

const sameIgnoringCase = (wanted: string): Matcher => {
  const lower = wanted.toLowerCase();
  return (actual) => actual.toLowerCase() === lower;
};

/** For operators without wildcards: their parts are one text. */
const ofText =
  (compile: (text: string) => Matcher): Operator["compile"] =>
  (parts) =>
    compile(parts.join(""));

const same =
  (wanted: string): Matcher =>
  (actual) =>
    actual === wanted;

/**
 * Every operator of AWS but Null, which asks only whether a key is there.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const OPERATORS: readonly Operator[] = [
  ...withNegation("StringEquals", { ...TEXT, compile: ofText(same) }),
  ...withNegation("StringEqualsIgnoreCase", { ...TEXT, compile: ofText(sameIgnoringCase) }),
  ...withNegation("StringLike", { ...PATTERN, compile: matcherOf }),
  // AWS: ArnEquals and ArnLike behave the same.
  ...withNegation("ArnEquals", { ...PATTERN, compile: arnMatcher }),
  ...withNegation("ArnLike", { ...PATTERN, compile: arnMatcher }),
  ...withNegation("IpAddress", { ...VALUE, compile: ofText(ipRange) }),
  { name: "Bool", negates: false, ...TEXT, compile: ofText(sameIgnoringCase) },
  { name: "BinaryEquals", negates: false, ...VALUE, compile: ofText(same) },
  ...comparing("Numeric", toNumber),
  ...comparing("Date", toTime),
];

/** StringEquals and StringNotEquals, IpAddress and NotIpAddress. */
function withNegation(name: string, operator: Omit<Operator, "name" | "negates">): Operator[] {
  const negated = name === "IpAddress" ? "NotIpAddress" : name.replace(/^(String|Arn)/, "$1Not");
  return [
    { ...operator, name, negates: false },
    { ...operator, name: negated, negates: true },
  ];
}

function comparing(family: string, read: (text: string) => number): Operator[] {
  const operators = COMPARISONS.map(([suffix, compare]) => ({
    ...VALUE,
    name: family + suffix,
    negates: false,
    compile: ofText((text) => {
      const wanted = read(text);
      return (actual) => compare(read(actual), wanted);
    }),
  }));
  const [equals] = operators;
  return equals === undefined ? operators : [...operators, { ...equals, name: `${family}NotEquals`, negates: true }];
}

import { arnMatcher } from "./arn-pattern.ts";
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

/** An integer or a decimal number; anything else is no number, whatever a program would make of it. */
function toNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

const W3C_DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Milliseconds of a W3C date or of seconds since 1970. What else a program may take for a date is none: it would be read
 * in the zone of the machine. A time without a zone is UTC.
 */
function toTime(text: string): number {
  if (/^\d{5,}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const [, year = "", month = "01", day = "01", time, zone = ""] = W3C_DATE.exec(text) ?? [];
  if (year === "" || (time === undefined && zone !== "") || !isDay(Number(year), Number(month), Number(day)))
    return Number.NaN;
  return Date.parse(`${year}-${month}-${day}${time ?? "T00:00"}${zone === "" ? "Z" : zone}`);
}

/** Whether a month has a day: a program takes the 30th of February for the 2nd of March. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

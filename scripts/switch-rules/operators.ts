import { PAGES, type Rule, rulesOf } from "./rule.ts";

const operator = rulesOf("condition-operators.ts", PAGES.operators);
const variable = rulesOf("condition-operators.ts", PAGES.variables);
const value = rulesOf("facts/numbers-and-dates.ts", PAGES.operators);
const range = rulesOf("ip-range.ts", PAGES.operators);
const arn = rulesOf("arn-pattern.ts", PAGES.operators);
const resource = rulesOf("arn-pattern.ts", PAGES.resource);
const wildcard = rulesOf("wildcard.ts", PAGES.resource);

/** The condition operators, each by itself. */
export const OPERATOR_RULES: readonly Rule[] = [
  operator(
    "StringEquals minds case",
    `withNegation("StringEquals", { ...TEXT, compile: ofText(same) })`,
    `withNegation("StringEquals", { ...TEXT, compile: ofText(sameIgnoringCase) })`,
  ),
  operator(
    "StringEqualsIgnoreCase does not mind case",
    `{ ...TEXT, compile: ofText(sameIgnoringCase) }),`,
    `{ ...TEXT, compile: ofText(same) }),`,
  ),
  operator(
    "StringLike knows wildcards",
    `withNegation("StringLike", { ...PATTERN, compile: matcherOf })`,
    `withNegation("StringLike", { ...TEXT, compile: matcherOf })`,
  ),
  operator(
    "ArnEquals knows wildcards",
    `withNegation("ArnEquals", { ...PATTERN, compile: arnMatcher })`,
    `withNegation("ArnEquals", { ...TEXT, compile: ofText(same) })`,
  ),
  operator(
    "ArnLike keeps wildcards within a segment",
    `withNegation("ArnLike", { ...PATTERN, compile: arnMatcher })`,
    `withNegation("ArnLike", { ...PATTERN, compile: matcherOf })`,
  ),
  operator("IpAddress reads ranges", `ofText(ipRange)`, `ofText(same)`),
  operator(
    "Bool does not mind case",
    `{ name: "Bool", negates: false, ...TEXT, compile: ofText(sameIgnoringCase) }`,
    `{ name: "Bool", negates: false, ...TEXT, compile: ofText(same) }`,
  ),
  operator(
    "BinaryEquals compares",
    `{ name: "BinaryEquals", negates: false, ...VALUE, compile: ofText(same) }`,
    `{ name: "BinaryEquals", negates: false, ...VALUE, compile: () => () => false }`,
  ),
  operator(
    "Numeric compares numbers, not texts",
    `...comparing("Numeric", toNumber)`,
    `...comparing("Numeric", (text) => text as never)`,
  ),
  operator(
    "Date compares times, not texts",
    `...comparing("Date", toTime)`,
    `...comparing("Date", (text) => text as never)`,
  ),
  operator(
    "Equals needs the same value",
    `Equals: (actual, wanted) => actual === wanted`,
    `Equals: (actual, wanted) => actual !== wanted`,
  ),
  operator(
    "LessThan excludes the value itself",
    `LessThan: (actual, wanted) => actual < wanted`,
    `LessThan: (actual, wanted) => actual <= wanted`,
  ),
  operator("LessThanEquals includes the value itself", `actual <= wanted`, `actual < wanted`),
  operator(
    "GreaterThan excludes the value itself",
    `GreaterThan: (actual, wanted) => actual > wanted`,
    `GreaterThan: (actual, wanted) => actual >= wanted`,
  ),
  operator("GreaterThanEquals includes the value itself", `actual >= wanted`, `actual > wanted`),
  operator(
    "NumericNotEquals and DateNotEquals negate",
    "name: `${family}NotEquals`, negates: true",
    "name: `${family}NotEquals`, negates: false",
  ),
  operator(
    "StringNot…, ArnNot… and NotIpAddress negate",
    `{ ...operator, name: negated, negates: true }`,
    `{ ...operator, name: negated, negates: false }`,
  ),
  value("a date may be seconds since 1970", `return Number(text) * 1000;`, `return Number.NaN;`),
  value("an empty text is no number", String.raw`^[+-]?(\d+\.?\d*|\.\d+)$`, String.raw`^[+-]?(\d+\.?\d*|\.\d+)?$`),
  value("a day has no hour 24", String.raw`T(?:[01]\d|2[0-3])`, String.raw`T(?:[01]\d|2[0-4])`),
  variable(
    "text operators know variables",
    `const TEXT: Language = { wildcards: false, variables: true }`,
    `const TEXT: Language = { wildcards: false, variables: false }`,
  ),
  variable(
    "pattern operators know variables",
    `const PATTERN: Language = { wildcards: true, variables: true }`,
    `const PATTERN: Language = { wildcards: true, variables: false }`,
  ),
  variable(
    "numbers, dates and addresses know no variables",
    `const VALUE: Language = { wildcards: false, variables: false }`,
    `const VALUE: Language = { wildcards: false, variables: true }`,
  ),
  range("an address may be IPv6", `text.includes(":") ? parseV6(text) : parseV4(text)`, `parseV4(text)`),
  range(
    "an address without a prefix is one address",
    `prefix === undefined ? base.length * 8`,
    `prefix === undefined ? 0`,
  ),
  range("a prefix counts bits, not bytes", `Math.min(8, bits - index * 8)`, `bits - index * 8 < 8 ? 0 : 8`),
  range("bits after the prefix are free", `if (counted <= 0) return true;`, `if (counted <= 0) return false;`),
  range("a number of IPv4 is one byte", ` && Number(part) < 256`, ``),
  range("a number of IPv4 is decimal", String.raw`/^\d{1,3}$/.test(part) && `, ``),
  range("a short IPv6 address needs two colons", `tail === undefined ? missing !== 0`, `tail === undefined ? false`),
  range("two colons stand for a group at least", `: missing < 2`, `: false`),
  range("a group of IPv6 has four digits at most", String.raw`[\da-f]{1,4}`, String.raw`[\da-f]{1,5}`),
  arn(
    "an ARN has six segments",
    `segments.length !== SEGMENTS - 1) return () => false`,
    `segments.length !== SEGMENTS - 1) return () => true`,
  ),
  arn(
    "each segment of an ARN is compared",
    `if (end < 0 || !matches(text.slice(from, end))) return false;`,
    `if (end < 0) return false;`,
  ),
  resource("a wildcard of a resource stays within its segment", `if (!staysWithin(parts)) return`, `return`),
  resource("? is no colon of a resource", `part === ONE || (part`, `(part`),
  resource("a * that ends a segment may run past its colon", `segment.at(-1) === ANY ? star : undefined`, `undefined`),
  resource(
    "what stands after a * that runs on must match",
    `goesOn !== undefined && matchesFrom(`,
    `goesOn !== undefined || matchesFrom(`,
  ),
  resource(
    "colons of a resource after the fifth are characters",
    `colons < SEGMENTS - 1 ? text.indexOf(":", at) : -1`,
    `text.indexOf(":", at)`,
  ),
  wildcard(
    "? is one character",
    `width += part === ONE ? 1 : part.length;`,
    `width += part === ONE ? 0 : part.length;`,
  ),
  wildcard(
    "* at the end is any text",
    `if (parts.length === 2 && typeof first === "string" && second === ANY) return startsWith(first);`,
    `if (parts.length === 2 && second === ANY) return (text) => text === first;`,
  ),
  wildcard(
    "* in the middle is any text",
    `const found = find(`,
    `const found = standsAt(segment, text, at) ? at : -1; void (`,
  ),
  wildcard("what stands after a * stands at the end", `|| !standsAt(tail, text, last)`, ``),
  wildcard("what stands before a * stands at the beginning", `|| !standsAt(head, text, 0)`, ``),
];

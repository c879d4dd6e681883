import { PAGES, type Rule, rulesOf } from "./rule.ts";

const condition = rulesOf("conditions.ts", PAGES.condition);
const operator = rulesOf("conditions.ts", PAGES.operators);
const set = rulesOf("conditions.ts", PAGES.sets);
const logic = rulesOf("conditions.ts", PAGES.logic);
const statement = rulesOf("match-statement.ts", PAGES.logic);
const variable = rulesOf("variables.ts", PAGES.variables);
const action = rulesOf("match-statement.ts", PAGES.action);
const notResource = rulesOf("match-statement.ts", PAGES.notResource);
const request = rulesOf("request.ts", PAGES.condition);
const incomplete = rulesOf("resource-patterns.ts", PAGES.arns);

/** How conditions, variables, actions and resources of one statement are read. */
export const STATEMENT_RULES: readonly Rule[] = [
  incomplete(
    "an ARN without all its fields stands for all of them",
    `return completed === text ? [text] : [text, completed];`,
    `return [text];`,
  ),
  logic("of a key's values any one may match", `if (matches === true) return true;`, `return matches === true;`),
  statement("all conditions must hold", `if (holds === false) return false;`, ``),
  operator(
    "Null tells whether a key is absent",
    `return absent.includes((actual?.length ?? 0) === 0);`,
    `return absent.includes((actual?.length ?? 0) > 0);`,
  ),
  operator("IfExists holds where the key is absent", `const absent = ifExists || all;`, `const absent = all;`),
  operator(
    "a negated operator holds where the key is absent",
    `const absent = ifExists || all;`,
    `const absent = ifExists || set === "ForAllValues";`,
  ),
  set(
    "ForAllValues holds where the key is absent",
    `const absent = ifExists || all;`,
    `const absent = ifExists || (all && set === undefined);`,
  ),
  set("ForAllValues asks every value", `set === "ForAllValues" || (`, `(`),
  set("every value of the request must pass", `if (passed === false) return false;`, ``),
  set("any value of the request may pass", `if (passed === true) return true;`, ``),
  set("to a set operator an empty text is no value", `set === undefined ? given : withoutEmpty(given)`, `given`),
  logic("a negated operator asks every value", `(set === undefined && operator.negates);`, `false;`),
  logic(
    "a negated operator names what must not be",
    `operator.negates ? matchesNone(tests) : matchesOne(tests)`,
    `matchesOne(tests)`,
  ),
  condition(
    "a key compares without regard to case",
    `const lower = key.value.toLowerCase();`,
    `const lower = key.value;`,
  ),
  request(
    "a key of the request compares without regard to case",
    `values.set(key.toLowerCase(), typeof`,
    `values.set(key, typeof`,
  ),
  condition(
    "a condition on an unknown key is unknown",
    `if (given === undefined && question.isUnknown(key)) return open;`,
    ``,
  ),
  operator(
    "Null of an unknown key is unknown",
    `if (actual === undefined && question.isUnknown(key)) return either;`,
    ``,
  ),
  operator(
    "Null with both values always holds",
    `absent.includes(false) ? true : "unknown"`,
    `absent.includes(false) ? "unknown" : "unknown"`,
  ),
  operator(
    "a lone * holds on every value",
    `values.wanted.some(isAnything) ? true : "unknown"`,
    `false ? true : "unknown"`,
  ),
  operator(
    "a lone * holds on no absent key by itself",
    `absent && operator.name === "StringLike"`,
    `operator.name === "StringLike"`,
  ),
  statement("an unknown condition leaves its statement open", `if (holds === "unknown") answer = holds;`, ``),
  request("what is known to be absent is not unknown", `!values.has(key) && !keys.has(key) &&`, `!values.has(key) &&`),
  request("a family of keys may be known to be absent", ` && !families.some((family) => key.startsWith(family))`, ``),
  request("the rest may be unknown", `request.rest === "unknown" &&`, `false &&`),
  rulesOf("document.ts", PAGES.version)(
    "the older language knows no variables",
    `tree.version?.value === "2012-10-17"`,
    `true`,
  ),
  variable("a variable may have a default", `values[0] : piece.fallback`, `values[0] : undefined`),
  variable("a default begins with a quote", `quoted.startsWith("'") && `, ``),
  variable("a default ends with a quote", ` && quoted.endsWith("'")`, ``),
  variable("a default needs two quotes", `quoted.length > 1 && `, ``),
  variable(
    "what no value of a variable could match is not matched in another case",
    `if (wildcards) return matcherOf(parts)(actual);`,
    ``,
  ),
  variable(
    "a key with several values is no variable",
    `values?.length === 1 ? values[0] : piece.fallback`,
    `values?.[0] ?? piece.fallback`,
  ),
  variable(
    "a value is literal text",
    `parts.push(unknown ? ANY : (value ?? ""));`,
    `parts.push(...(unknown ? [ANY] : parseWildcards(value ?? "")));`,
  ),
  variable(
    "special characters may stand in braces",
    `["*", "?", "$"].includes(piece) ? [piece] : [parseVariable(piece)]`,
    `[parseVariable(piece)]`,
  ),
  variable("a variable's key compares without regard to case", `key.trim().toLowerCase()`, `key.trim()`),
  variable(
    "an unknown variable leaves its text open",
    `parts.push(unknown ? ANY : (value ?? ""));`,
    `parts.push(value ?? "");`,
  ),
  variable(
    "what no value of a variable could match is not matched",
    `if (wildcards) return matcherOf(parts)(actual);`,
    `if (wildcards) return true;`,
  ),
  variable("nor by an operator without wildcards", `return matcherOf(lower)(actual.toLowerCase());`, `return true;`),
  variable(
    "an operator without wildcards may mind no case",
    `return matcherOf(lower)(actual.toLowerCase());`,
    `return matcherOf(lower)(actual);`,
  ),
  rulesOf("action-matcher.ts", PAGES.action)(
    "actions compare without regard to case",
    `patterns.map((pattern) => pattern.toLowerCase())`,
    `[...patterns]`,
  ),
  rulesOf("match-statement.ts", PAGES.notAction)(
    "NotAction covers every other action",
    `const wanted = action?.element === "Action";`,
    `const wanted = true;`,
  ),
  notResource(
    "NotResource covers every other resource",
    `resource.element === "Resource" ? someMatches(tests)`,
    `resource.element !== "" ? someMatches(tests)`,
  ),
  notResource(
    "a variable without a value makes NotResource cover nothing",
    `if (matches === undefined || matches === true) return false;`,
    `if (matches === true) return false;`,
  ),
  notResource(
    "an unknown variable leaves NotResource open",
    `open.some((text) => unknownVariables(text, question).length > 0) ? "unknown" : answer`,
    `answer`,
  ),
  rulesOf("hanging.ts", PAGES.variables)(
    "nothing hangs on a variable of a resource that is covered anyway",
    ` || coversResource(question) !== "unknown"`,
    ``,
  ),
  ...[
    ["Amazon S3 may be asked for all buckets", `resource === "*" && service === "s3"`, `false`],
    ["only Amazon S3 may be", ` && service === "s3"`, ``],
    ["all buckets are those of the caller's partition", `parseArn(callerArn)?.partition ?? "aws"`, `"aws"`],
  ].map(([id = "", find = "", replace = ""]) => rulesOf("all-buckets.ts", PAGES.buckets)(id, find, replace)),
  rulesOf("match-statement.ts", PAGES.resource)(
    "a statement speaks of its resources only",
    `let answer = statement.coversResource(question);`,
    `let answer: Truth = true;`,
  ),
  action("a statement speaks of its actions only", `if (!statement.coversAction(question)) return false;`, ``),
];

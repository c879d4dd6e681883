import type { StatementTree } from "../grammar/tree.ts";
import { coversAllResources } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

/** What a statement must have for a rule to find anything in it; most statements have little of it. */
const NEEDS = {
  conditions: ({ conditions }) => conditions.length > 0,
  /** An operator that compares something else than texts and ARNs. */
  "typed-condition": ({ conditions }) =>
    conditions.some(
      ({ test }) => test !== undefined && !test.name.startsWith("String") && !test.name.startsWith("Arn"),
    ),
  /** ForAllValues or ForAnyValue. */
  "set-condition": ({ conditions }) => conditions.some(({ test }) => test?.set !== undefined),
  principal: ({ principal }) => principal !== undefined,
  variables: ({ node }, { tree }) => tree.text.slice(node.start, node.end).includes("${"),
  /** An action that is badly written, fits no known one, or names services by a wildcard. */
  "odd-action": (statement, { factsOf }) =>
    factsOf(statement).some((one) => one.matching.length === 0 || !one.isWellFormed || one.hasWildcardService),
  actions: ({ action }) => action !== undefined && action.values.length > 1,
  resources: ({ resource }) => resource !== undefined && resource.values.length > 1,
  /** A resource that is not "*". */
  "named-resource": ({ resource }) => resource?.values.some(({ value }) => value !== "*") === true,
  /** Allow on all resources. */
  "allow-all": (statement) => statement.effect === "Allow" && coversAllResources(statement),
  /** NotAction, NotResource. */
  negation: ({ action, resource }) => action?.element === "NotAction" || resource?.element === "NotResource",
  deny: ({ effect }) => effect === "Deny",
  sid: ({ sid }) => sid !== undefined,
} as const satisfies Record<string, (statement: StatementTree, subject: Subject) => boolean>;

export type Need = keyof typeof NEEDS;

const NAMES = Object.keys(NEEDS) as Need[];

/** The statements that have each of what rules need. */
export function statementsHaving(subject: Subject): Readonly<Record<Need, readonly StatementTree[]>> {
  const { statements, text } = subject.tree;
  const hasVariables = text.includes("${");
  const having = Object.fromEntries(NAMES.map((need): [Need, StatementTree[]] => [need, []])) as Record<
    Need,
    StatementTree[]
  >;
  for (const statement of statements)
    for (const need of NAMES)
      if ((need !== "variables" || hasVariables) && NEEDS[need](statement, subject)) having[need].push(statement);
  return having;
}

import type { StatementTree } from "../grammar/tree.ts";
import { isOddKey } from "./condition-facts.ts";
import { coversAllOfSome, MFA_KEY } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

function allowsOnAll(statement: StatementTree, subject: Subject): boolean {
  return statement.effect === "Allow" && coversAllOfSome(statement, subject);
}

/** What a statement must have for a rule to find anything in it; most statements have little of it. */
const NEEDS = {
  conditions: ({ conditions }) => conditions.length > 0,
  /** A key that is badly written, old or unknown. */
  "odd-key": (statement, { keysOf }) =>
    statement.conditions.length > 0 &&
    keysOf(statement).some((known, index) => isOddKey(statement.conditions[index]?.lower ?? "", known)),
  /** An operator that compares something else than texts and ARNs. */
  "typed-condition": ({ conditions }) =>
    conditions.some(({ test }) => test !== undefined && test.family !== "String" && test.family !== "Arn"),
  mfa: ({ conditions }) => conditions.some(({ lower }) => lower === MFA_KEY),
  /** ForAllValues or ForAnyValue. */
  "set-condition": ({ conditions }) => conditions.some(({ test }) => test?.set !== undefined),
  principal: ({ principal }) => principal !== undefined,
  variables: ({ node }, { tree, hasVariables }) => {
    if (!hasVariables) return false;
    const at = tree.text.indexOf("${", node.start);
    return at >= 0 && at < node.end;
  },
  /** An action that is badly written, fits no known one, or names services by a wildcard. */
  "odd-action": (statement, { named }) => named(statement).isOdd,
  actions: ({ action }) => action !== undefined && action.values.length > 1,
  resources: ({ resource }) => resource !== undefined && resource.values.length > 1,
  /** A resource that is not "*". */
  "named-resource": ({ resource }) => resource !== undefined && resource.values.some(({ value }) => value !== "*"),
  /** Actions on resources that are all something else than "*". */
  "resources-only": (statement, { resourcesOf }) =>
    statement.action?.element === "Action" &&
    statement.resource?.element === "Resource" &&
    statement.resource.values.length > 0 &&
    !resourcesOf(statement).hasStar,
  /** A resource that is badly written, or can match nothing. */
  "odd-resource": (statement, { resourcesOf }) => resourcesOf(statement).isOdd,
  /** Allow on all resources of a service, or of all. */
  "allow-all": allowsOnAll,
  /** The same of an action of consequence. */
  "allow-notable-on-all": (statement, subject) =>
    (statement.action?.element === "NotAction" || subject.named(statement).notable.size > 0) &&
    allowsOnAll(statement, subject),
  /** NotAction, NotResource. */
  negation: ({ action, resource }) => action?.element === "NotAction" || resource?.element === "NotResource",
  deny: ({ effect }) => effect === "Deny",
  sid: ({ sid }) => sid !== undefined,
  /** A whole Condition element, be it empty. */
  condition: ({ condition }) => condition !== undefined,
} as const satisfies Record<string, (statement: StatementTree, subject: Subject) => boolean>;

export type Need = keyof typeof NEEDS;

/** Whether a statement has what rules need. */
export function has(need: Need | undefined, statement: StatementTree, subject: Subject): boolean {
  return need === undefined || NEEDS[need](statement, subject);
}

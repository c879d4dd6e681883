import { actionMatcher, servicesOf } from "./action-matcher.ts";
import { resourceMatcher } from "./arn-pattern.ts";
import { compileConditions, type ConditionTest } from "./conditions.ts";
import type { PrincipalTree, StatementTree, Texts } from "./grammar/tree.ts";
import { compileNotPrincipal, compilePrincipal, type NamingTest } from "./principals.ts";
import { positionAt } from "./json/position.ts";
import { resourcePatterns } from "./resource-patterns.ts";
import type { Question } from "./request.ts";
import type { Truth } from "./truth.ts";
import { compileText, type TextTest, unknownVariables } from "./variables.ts";

/** A statement compiled once; position, line and column count from 1, as a reader counts. start and end are its place in the text. */
export type Statement = {
  position: number;
  line: number;
  column: number;
  start: number;
  end: number;
  sid: string | undefined;
  effect: "Allow" | "Deny";
  /** False where neither Resource nor NotResource stands, as in a role's trust policy. */
  hasResource: boolean;
  /** The services of its actions; undefined where it may speak of any. */
  services: ReadonlySet<string> | undefined;
  names: NamingTest;
  coversAction(question: Question): boolean;
  coversResource(question: Question): Truth;
  /** The texts of Resource or NotResource that have variables. */
  openResource: OpenResource | undefined;
  conditions: readonly ConditionTest[];
};

/** A Resource or NotResource with variables. */
export type OpenResource = { element: "Resource" | "NotResource"; texts: readonly string[] };

export type Compiling = { text: string; /** Variables are read only in the newer language. */ variables: boolean };

/** Compiles a statement of a policy's text. */
export function compileStatement(
  tree: StatementTree,
  effect: "Allow" | "Deny",
  { text, variables }: Compiling,
): Statement {
  return {
    position: tree.index + 1,
    ...positionAt(text, tree.node.start),
    start: tree.node.start,
    end: tree.node.end,
    sid: tree.sid?.value,
    effect,
    hasResource: tree.resource !== undefined,
    services: tree.action?.element === "Action" ? servicesOf(textsOf(tree.action)) : undefined,
    names: compileNames(tree.principal, effect),
    coversAction: compileActions(tree.action),
    coversResource: compileResources(tree, variables),
    openResource: variables ? openResource(tree) : undefined,
    conditions: compileConditions(tree.conditions, variables),
  };
}

function openResource(tree: StatementTree): OpenResource | undefined {
  const { resource } = tree;
  const texts = resourcePatterns(tree).filter((text) => text.includes("${"));
  return resource === undefined || texts.length === 0 ? undefined : { element: resource.element, texts };
}

/**
 * Whether a statement speaks of this request's action and resource, and all its conditions hold; the caller is not
 * looked at. One condition that does not hold decides, whatever is unknown of the others.
 */
export function applies(statement: Statement, question: Question): Truth {
  if (!statement.coversAction(question)) return false;
  let answer = statement.coversResource(question);
  if (answer === false) return false;
  for (const condition of statement.conditions) {
    const holds = condition.holds(question);
    if (holds === false) return false;
    if (holds === "unknown") answer = holds;
  }
  return answer;
}

/** A statement without a principal names nobody: identity-based policies are never asked whom they name. */
function compileNames(principal: PrincipalTree | undefined, effect: "Allow" | "Deny"): NamingTest {
  if (principal === undefined) return () => "no";
  return principal.element === "Principal" ? compilePrincipal(principal) : compileNotPrincipal(principal, effect);
}

function compileActions(action: StatementTree["action"]): Statement["coversAction"] {
  const matches = actionMatcher(textsOf(action));
  const wanted = action?.element === "Action";
  return ({ action: asked }) => matches(asked) === wanted;
}

/**
 * Resources compare with regard to case. AWS's page knows no variables before the fifth colon, but AWS's own
 * AmazonTimestreamInfluxDBServiceRolePolicy has one in the account's place, so that they count there too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function compileResources(tree: StatementTree, variables: boolean): Statement["coversResource"] {
  const { resource } = tree;
  if (resource === undefined) return () => true;
  const tests = resourcePatterns(tree).map((text) =>
    compileText(text, { wildcards: true, variables }, resourceMatcher),
  );
  return resource.element === "Resource" ? someMatches(tests) : noneMatches(tests, openResource(tree)?.texts ?? []);
}

const textsOf = (texts: Texts<string> | undefined): string[] => texts?.values.map(({ value }) => value) ?? [];

function someMatches(tests: readonly TextTest[]): Statement["coversResource"] {
  return (question) => {
    let answer: Truth = false;
    for (const test of tests) {
      const matches = test(question.resource, question);
      if (matches === true) return true;
      if (matches === "unknown") answer = matches;
    }
    return answer;
  };
}

/** A variable without a value makes NotResource cover nothing, where it would otherwise cover everything. */
function noneMatches(tests: readonly TextTest[], open: readonly string[]): Statement["coversResource"] {
  return (question) => {
    let answer: Truth = true;
    for (const test of tests) {
      const matches = test(question.resource, question);
      if (matches === undefined || matches === true) return false;
      if (matches === "unknown") answer = matches;
    }
    // Even a text that no value of its variable could make match decides, should the variable have no value.
    return open.some((text) => unknownVariables(text, question).length > 0) ? "unknown" : answer;
  };
}

import { compileConditions, type ConditionTest } from "./conditions.ts";
import type { PrincipalTree, StatementTree, Texts } from "./grammar/tree.ts";
import { compileNotPrincipal, compilePrincipal, type NamingTest } from "./principals.ts";
import type { Question } from "./request.ts";
import { compileText, type TextTest } from "./variables.ts";
import { matcherOf, wildcard } from "./wildcard.ts";

/** A statement compiled once; position counts from 1, as a reader counts. start and end are its place in the text. */
export type Statement = {
  position: number;
  start: number;
  end: number;
  sid: string | undefined;
  effect: "Allow" | "Deny";
  /** False where neither Resource nor NotResource stands, as in a role's trust policy. */
  hasResource: boolean;
  names: NamingTest;
  coversAction(question: Question): boolean;
  coversResource(question: Question): boolean;
  conditions: readonly ConditionTest[];
};

/** Compiles a statement; variables are read only in the newer language. */
export function compileStatement(tree: StatementTree, effect: "Allow" | "Deny", variables: boolean): Statement {
  return {
    position: tree.index + 1,
    start: tree.node.start,
    end: tree.node.end,
    sid: tree.sid?.value,
    effect,
    hasResource: tree.resource !== undefined,
    names: compileNames(tree.principal, effect),
    coversAction: compileActions(tree.action),
    coversResource: compileResources(tree.resource, variables),
    conditions: compileConditions(tree.conditions, variables),
  };
}

/** Whether a statement speaks of this request's action and resource, and all its conditions hold; the caller is not looked at. */
export function applies(statement: Statement, question: Question): boolean {
  return statement.coversAction(question) && statement.coversResource(question) && conditionsHold(statement, question);
}

/** Whether all conditions of a statement hold; what the asker cannot know counts in favour of the request. */
export function conditionsHold(statement: Statement, question: Question): boolean {
  const assumed = statement.effect === "Allow";
  for (const condition of statement.conditions) if (!condition.holds(question, assumed)) return false;
  return true;
}

/** A statement without a principal names nobody: identity-based policies are never asked whom they name. */
function compileNames(principal: PrincipalTree | undefined, effect: "Allow" | "Deny"): NamingTest {
  if (principal === undefined) return () => "no";
  return principal.element === "Principal" ? compilePrincipal(principal) : compileNotPrincipal(principal, effect);
}

/** Actions compare without regard to case. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
function compileActions(action: StatementTree["action"]): Statement["coversAction"] {
  const matchers = textsOf(action).map((pattern) => wildcard(pattern.toLowerCase()));
  const wanted = action?.element === "Action";
  return ({ action: asked }) => {
    for (const matches of matchers) if (matches(asked)) return wanted;
    return !wanted;
  };
}

/**
 * Resources compare with regard to case; a "*" that ends a segment of an ARN reaches past its colon, so whole texts are compared.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function compileResources(resource: StatementTree["resource"], variables: boolean): Statement["coversResource"] {
  if (resource === undefined) return () => true;
  const tests = textsOf(resource).map((text) => compileText(text, { wildcards: true, variables }, matcherOf));
  return resource.element === "Resource" ? someMatches(tests) : noneMatches(tests);
}

const textsOf = (texts: Texts<string> | undefined): string[] => texts?.values.map(({ value }) => value) ?? [];

function someMatches(tests: readonly TextTest[]): Statement["coversResource"] {
  return (question) => {
    for (const test of tests) if (test(question.request.resource, question) === true) return true;
    return false;
  };
}

/** A variable without a value makes NotResource cover nothing, where it would otherwise cover everything. */
function noneMatches(tests: readonly TextTest[]): Statement["coversResource"] {
  return (question) => {
    for (const test of tests) if (test(question.request.resource, question) !== false) return false;
    return true;
  };
}

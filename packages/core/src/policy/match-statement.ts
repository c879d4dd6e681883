import { compileConditions, type ConditionTest } from "./conditions.ts";
import { compileNotPrincipal, compilePrincipal, type NamingTest } from "./principals.ts";
import type { Question } from "./request.ts";
import { type StatementElement, toList } from "./schema.ts";
import { compileText, type TextTest } from "./variables.ts";
import { matcherOf, wildcard } from "./wildcard.ts";

/** A statement compiled once; position counts from 1, as a reader counts. */
export type Statement = {
  position: number;
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
export function compileStatement(element: StatementElement, position: number, variables: boolean): Statement {
  return {
    position,
    sid: element.Sid,
    effect: element.Effect,
    hasResource: element.Resource !== undefined || element.NotResource !== undefined,
    names: compileNames(element),
    coversAction: compileActions(element),
    coversResource: compileResources(element, variables),
    conditions: compileConditions(element.Condition ?? {}, variables),
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
function compileNames({ Principal, NotPrincipal, Effect }: StatementElement): NamingTest {
  if (Principal !== undefined) return compilePrincipal(Principal);
  return NotPrincipal === undefined ? () => "no" : compileNotPrincipal(NotPrincipal, Effect);
}

/** Actions compare without regard to case. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
function compileActions({ Action, NotAction }: StatementElement): Statement["coversAction"] {
  const matchers = toList(Action ?? NotAction).map((action) => wildcard(action.toLowerCase()));
  const wanted = Action !== undefined;
  return ({ action }) => {
    for (const matches of matchers) if (matches(action)) return wanted;
    return !wanted;
  };
}

/**
 * Resources compare with regard to case; a "*" that ends a segment of an ARN reaches past its colon, so whole texts are compared.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function compileResources(
  { Resource, NotResource }: StatementElement,
  variables: boolean,
): Statement["coversResource"] {
  const tests = toList(Resource ?? NotResource).map((resource) =>
    compileText(resource, { wildcards: true, variables }, matcherOf),
  );
  if (Resource === undefined && NotResource === undefined) return () => true;
  return Resource === undefined ? noneMatches(tests) : someMatches(tests);
}

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

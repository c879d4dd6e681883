import { tableOf } from "../../table-of.ts";
import { keepsOut } from "../facts/open-values.ts";
import type { ConditionTree, PolicyTree, StatementTree } from "../grammar/tree.ts";
import type { Span } from "../json/node.ts";
import { replaceVariables } from "../variable-pieces.ts";
import { wildcard } from "../wildcard.ts";
import { type ResourceFacts, typeOpenedBy } from "./resource-facts.ts";
import type { Subject } from "./subject.ts";

/** Whether an element stands in a statement at all, readable or not. */
export function hasElement({ node }: StatementTree, ...names: readonly string[]): boolean {
  return node.members.some(({ key }) => names.includes(key.value));
}

/** The opening brace: the place of what is missing in a statement. */
export function opening({ node }: StatementTree): Span {
  return { start: node.start, end: node.start + 1 };
}

/** The same of a whole policy. */
export function openingOf({ root }: PolicyTree): Span {
  const start = root?.start ?? 0;
  return { start, end: start + 1 };
}

/** The actions or resources as texts; empty where the element is missing. */
export function textsOf(list: StatementTree["action"] | StatementTree["resource"]): string[] {
  return list?.values.map(({ value }) => value) ?? [];
}

/** Whether a statement covers every resource of every service, at least in an account and region. */
export const coversAllResources = (statement: StatementTree, subject: Subject): boolean =>
  coversAll(statement, subject, ({ opens }) => opens === "*");

/** The same of at least one service or type. */
export function coversAllOfSome(statement: StatementTree, { resourcesOf }: Subject): boolean {
  return statement.resource?.element === "NotResource" || resourcesOf(statement).isOpen;
}

/** Where the resources of an action are those of another service. */
const RESOURCES_OF: ReadonlyMap<string, string> = tableOf({ sts: "iam", "ec2-instance-connect": "ec2" });

/** The same of the service that has the resources of an action, or of their type where all are of one. */
export function coversAllFor(statement: StatementTree, subject: Subject, action: string): boolean {
  const [prefix = ""] = action.split(":", 1);
  const wanted = RESOURCES_OF.get(prefix) ?? prefix;
  const [type, another] = subject.catalogue.facts(action).types;
  const ofType =
    another === undefined && type !== undefined ? typeOpenedBy(replaceVariables(type.arn, () => "*")) : undefined;
  return coversAll(
    statement,
    subject,
    ({ opens, opensType }) =>
      (opensType !== undefined && opensType === ofType) ||
      (opens?.endsWith("*") === true ? wildcard(opens)(wanted) : opens === wanted),
  );
}

function coversAll(statement: StatementTree, subject: Subject, isMeant: (one: ResourceFacts) => boolean): boolean {
  if (!coversAllOfSome(statement, subject)) return false;
  if (statement.resource?.element === "NotResource") return true;
  return subject.resourcesOf(statement).facts.some(isMeant);
}

/** Whether an Action names every action there is. */
export function namesEverything(statement: StatementTree, { named }: Subject): boolean {
  if (statement.action?.element !== "Action" || !named(statement).isOpen) return false;
  return statement.action.values.some(({ value: text }) => text === "*" || text === "*:*");
}

/** Whether a statement is about every action on every resource, for which there are rules of its own. */
export const isOfAll = (statement: StatementTree, subject: Subject): boolean =>
  namesEverything(statement, subject) && coversAllResources(statement, subject);

/** The key that says whether the caller gave a code, in lower case. */
export const MFA_KEY = "aws:multifactorauthpresent";

/** Keys that say how or when a request is made, and nothing of what may be done to what. */
const OF_MANNER: ReadonlySet<string> = new Set([
  MFA_KEY,
  "aws:multifactorauthage",
  "aws:securetransport",
  "aws:currenttime",
  "aws:epochtime",
  "aws:useragent",
  "aws:referer",
]);

/**
 * Whether a condition may narrow what a statement allows. One with IfExists passes wherever its key is absent; the
 * region of a request never is.
 */
export function isBound({ conditions }: StatementTree): boolean {
  return conditions.some(
    ({ lower, test }) => !OF_MANNER.has(lower) && (test?.ifExists !== true || lower === "aws:requestedregion"),
  );
}

/** The conditions on a key, given in lower case; one that ends with "/" stands for every tag of it. */
export function conditionsOn({ conditions }: StatementTree, ...keys: readonly string[]): ConditionTree[] {
  if (conditions.length === 0) return [];
  return conditions.filter(({ lower }) =>
    keys.some((wanted) => (wanted.endsWith("/") ? lower.startsWith(wanted) : lower === wanted)),
  );
}

/** Whether a condition on one of the keys narrows who or what passes, and does not pass where the key is absent. */
export function isNarrowedBy(statement: StatementTree, ...keys: readonly string[]): boolean {
  return conditionsOn(statement, ...keys).some(keepsOut);
}

/** Whether a statement is about everybody: its principal is "*", and not the opposite. */
export function namesEveryone({ principal }: StatementTree): boolean {
  if (principal?.element !== "Principal") return false;
  return (
    principal.everyone !== undefined || principal.names.some(({ kind, name }) => kind === "AWS" && name.value === "*")
  );
}

/** Whether a statement allows, and everybody may use it. */
export function allowsEveryone(statement: StatementTree): boolean {
  return statement.effect === "Allow" && namesEveryone(statement);
}

import type { ConditionTree, StatementTree } from "../grammar/tree.ts";
import { isCover } from "./covering.ts";
import { type NamedActions, namesAll } from "./named-actions.ts";
import { check, guide, type Rule } from "./rule.ts";
import { namesEveryone, opening } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

/** A statement that can be compared: it names what it is about, positively. */
type Comparable = { statement: StatementTree; named: NamedActions };

type Pair = { wide: Comparable; narrow: Comparable };

/** The pairs of statements of which one covers all that the other says, whatever their effects; found once for both rules. */
function coveringPairs(subject: Subject): readonly Pair[] {
  if (subject.tree.statements.length < 2) return [];
  return subject.once("covering pairs", () => findPairs(subject));
}

function findPairs(subject: Subject): Pair[] {
  const all: Comparable[] = [];
  for (const statement of subject.tree.statements)
    if (isComparable(statement)) all.push({ statement, named: subject.named(statement) });
  const pairs: Pair[] = [];
  for (const wide of all)
    for (const narrow of all)
      if (
        narrow !== wide &&
        namesAll(wide.named, narrow.named) &&
        coversRest(wide.statement, narrow.statement, subject)
      )
        pairs.push({ wide, narrow });
  return pairs;
}

function isComparable({ action, resource, effect }: StatementTree): boolean {
  return action?.element === "Action" && resource?.element !== "NotResource" && effect !== undefined;
}

/** Whether a statement covers another but for its actions: who, on what, and when. */
function coversRest(wide: StatementTree, narrow: StatementTree, subject: Subject): boolean {
  return (
    (deniesAnybody(wide) || principalOf(wide, subject) === principalOf(narrow, subject)) &&
    coversResources(wide, narrow, subject) &&
    (wide.conditions.length === 0 || conditionsOf(wide, subject) === conditionsOf(narrow, subject))
  );
}

const deniesAnybody = (statement: StatementTree): boolean => statement.effect === "Deny" && namesEveryone(statement);

function principalOf({ principal }: StatementTree, { tree }: Subject): string {
  return principal === undefined ? "" : tree.text.slice(principal.start, principal.end);
}

function conditionsOf(statement: StatementTree, { onceFor }: Subject): string {
  return onceFor(statement, "conditions", () => statement.conditions.map(textOf).sort().join("\n"));
}

const textOf = ({ operator, key, values }: ConditionTree): string =>
  JSON.stringify([operator.value, key.value.toLowerCase(), values.map(({ value }) => String(value)).sort()]);

function coversResources(wide: StatementTree, narrow: StatementTree, { resourcesOf }: Subject): boolean {
  return resourcesOf(narrow).facts.every((one) =>
    resourcesOf(wide).facts.some((text) => text.text === one.text || isCover(text, one)),
  );
}

const nameOf = ({ sid, index }: StatementTree): string =>
  sid?.value ? `statement ${sid.value}` : `statement ${index + 1}`;

/** Statements that could be left out. */
export const REDUNDANCY_RULES: readonly Rule[] = [
  {
    id: "redundant-statement",
    severity: "suggestion",
    explains: "A statement that another one covers changes nothing, and hides what the policy says.",
    see: check("access-analyzer-reference-policy-checks-suggestion-redundant-statement"),
    policy(subject, tell) {
      const told = new Set<StatementTree>();
      for (const { wide, narrow } of coveringPairs(subject)) {
        if (wide.statement.effect !== narrow.statement.effect || told.has(narrow.statement)) continue;
        // Of two equal statements only the later one is told.
        if (told.has(wide.statement)) continue;
        told.add(narrow.statement);
        tell(opening(narrow.statement), `${upper(nameOf(wide.statement))} says all of this already.`);
      }
    },
  },
  {
    id: "shadowed-allow",
    severity: "warning",
    explains: "An explicit deny wins: what this statement allows is denied by another one of the same policy.",
    see: guide("reference_policies_evaluation-logic_policy-eval-denyallow.html"),
    policy(subject, tell) {
      const told = new Set<StatementTree>();
      for (const { wide, narrow } of coveringPairs(subject)) {
        if (wide.statement.effect !== "Deny" || narrow.statement.effect !== "Allow" || told.has(narrow.statement))
          continue;
        told.add(narrow.statement);
        tell(opening(narrow.statement), `${upper(nameOf(wide.statement))} denies all of this.`);
      }
    },
  },
];

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

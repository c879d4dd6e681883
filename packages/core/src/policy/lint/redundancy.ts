import type { ConditionTree, StatementTree } from "../grammar/tree.ts";
import { namesAll } from "./named-actions.ts";
import { namesAllResources } from "./named-resources.ts";
import { check, guide, type Rule } from "./rule.ts";
import { namesEveryone, opening } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

type Pair = { wide: StatementTree; narrow: StatementTree };

/** The pairs of statements of which one covers all that the other says, whatever their effects; found once for both rules. */
function coveringPairs(subject: Subject): readonly Pair[] {
  if (subject.tree.statements.length < 2) return [];
  return subject.once("covering pairs", () => findPairs(subject));
}

function findPairs(subject: Subject): Pair[] {
  const all = subject.tree.statements.filter(isComparable);
  const pairs: Pair[] = [];
  for (const wide of all) {
    const named = subject.named(wide);
    for (const narrow of all)
      if (narrow !== wide && namesAll(named, subject.named(narrow)) && coversRest(wide, narrow, subject))
        pairs.push({ wide, narrow });
  }
  return pairs;
}

/** Whether a statement names what it is about, positively. */
function isComparable({ action, resource, effect }: StatementTree): boolean {
  return action?.element === "Action" && resource?.element !== "NotResource" && effect !== undefined;
}

/** Whether a statement covers another but for its actions: who, on what, and when. */
function coversRest(wide: StatementTree, narrow: StatementTree, subject: Subject): boolean {
  return (
    (deniesAnybody(wide) || principalOf(wide, subject) === principalOf(narrow, subject)) &&
    namesAllResources(subject.resourcesOf(wide), subject.resourcesOf(narrow)) &&
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
        if (wide.effect !== narrow.effect || told.has(narrow)) continue;
        // Of two equal statements only the later one is told.
        if (told.has(wide)) continue;
        told.add(narrow);
        tell(opening(narrow), `${upper(nameOf(wide))} says all of this already.`);
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
        if (wide.effect !== "Deny" || narrow.effect !== "Allow" || told.has(narrow)) continue;
        told.add(narrow);
        tell(opening(narrow), `${upper(nameOf(wide))} denies all of this.`);
      }
    },
  },
];

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

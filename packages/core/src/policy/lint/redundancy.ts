import type { ConditionTree, StatementTree } from "../grammar/tree.ts";
import { isCover } from "./covering.ts";
import { type NamedActions, namesAll } from "./named-actions.ts";
import { check, guide, type Rule } from "./rule.ts";
import { namesEveryone, opening } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

/** A statement made ready to be compared: only those that name what they are about, positively. */
type Comparable = {
  statement: StatementTree;
  named: NamedActions;
  who: string;
  deniesAnybody: boolean;
  conditions(): string;
};

function comparables({ tree, named, onceFor }: Subject): Comparable[] {
  return tree.statements.flatMap((statement): Comparable[] => {
    const { action, resource, conditions, principal, effect } = statement;
    if (action?.element !== "Action" || resource?.element === "NotResource" || effect === undefined) return [];
    const who = principal === undefined ? "" : tree.text.slice(principal.start, principal.end);
    const written = (): string => onceFor(statement, "conditions", () => conditions.map(textOf).sort().join("\n"));
    const deniesAnybody = effect === "Deny" && namesEveryone(statement);
    return [{ statement, named: named(statement), who, deniesAnybody, conditions: written }];
  });
}

const textOf = ({ operator, key, values }: ConditionTree): string =>
  JSON.stringify([operator.value, key.value.toLowerCase(), values.map(({ value }) => String(value)).sort()]);

type Pair = { wide: Comparable; narrow: Comparable };

/** The pairs of statements of which one covers all that the other says, whatever their effects; found once for both rules. */
function coveringPairs(subject: Subject): readonly Pair[] {
  if (subject.tree.statements.length < 2) return [];
  return subject.once("covering pairs", () => findPairs(comparables(subject), subject));
}

function findPairs(all: readonly Comparable[], subject: Subject): Pair[] {
  const pairs: Pair[] = [];
  for (const wide of all)
    for (const narrow of all)
      if (
        narrow !== wide &&
        (wide.deniesAnybody || wide.who === narrow.who) &&
        namesAll(wide.named, narrow.named) &&
        coversResources(wide.statement, narrow.statement, subject) &&
        (wide.statement.conditions.length === 0 || wide.conditions() === narrow.conditions())
      )
        pairs.push({ wide, narrow });
  return pairs;
}

function coversResources(wide: StatementTree, narrow: StatementTree, { resourcesOf }: Subject): boolean {
  return resourcesOf(narrow).every((one) =>
    resourcesOf(wide).some((text) => text.text === one.text || isCover(text, one)),
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

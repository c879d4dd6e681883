import type { ConditionTree, StatementTree } from "../grammar/tree.ts";
import { type Matcher, wildcard } from "../wildcard.ts";
import { covers } from "./covering.ts";
import { check, guide, type Rule } from "./rule.ts";
import { opening } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

type Pattern = { text: string; matches?: Matcher };
type Cover = { texts: ReadonlySet<string>; patterns: readonly Pattern[] };

/** A statement made ready to be compared: only those that name what they are about, positively. */
type Comparable = {
  statement: StatementTree;
  actions: readonly string[];
  resources: readonly string[];
  conditions: string;
  who: string;
};

function comparables({ tree }: Subject): Comparable[] {
  return tree.statements.flatMap((statement): Comparable[] => {
    const { action, resource, conditions, principal, effect } = statement;
    if (action?.element !== "Action" || resource?.element === "NotResource" || effect === undefined) return [];
    return [
      {
        statement,
        actions: action.values.map(({ value }) => value.toLowerCase()),
        resources: resource?.values.map(({ value }) => value) ?? [],
        conditions: conditions.map(textOf).sort().join("\n"),
        who: principal === undefined ? "" : tree.text.slice(principal.start, principal.end),
      },
    ];
  });
}

const textOf = ({ operator, key, values }: ConditionTree): string =>
  JSON.stringify([operator.value, key.value.toLowerCase(), values.map(({ value }) => String(value)).sort()]);

function coverOf(texts: readonly string[]): Cover {
  const patterns = texts.filter((text) => /[*?]/.test(text)).map((text): Pattern => ({ text }));
  return { texts: new Set(texts), patterns };
}

function coversAll({ texts, patterns }: Cover, narrow: readonly string[]): boolean {
  return narrow.every(
    (text) => texts.has(text) || patterns.some((one) => covers(one.text, text, (one.matches ??= wildcard(one.text)))),
  );
}

type Pair = { wide: Comparable; narrow: Comparable };

/** The pairs of statements of which one covers all that the other says, whatever their effects; found once for both rules. */
function coveringPairs(subject: Subject): readonly Pair[] {
  if (subject.tree.statements.length < 2) return [];
  return subject.once("covering pairs", () => findPairs(comparables(subject)));
}

function findPairs(all: readonly Comparable[]): Pair[] {
  const covers = all.map(({ actions, resources }) => ({ actions: coverOf(actions), resources: coverOf(resources) }));
  return all.flatMap((wide, at) => {
    const cover = covers[at];
    if (cover === undefined) return [];
    return all
      .filter(
        (narrow) =>
          narrow !== wide &&
          (wide.conditions === "" || wide.conditions === narrow.conditions) &&
          wide.who === narrow.who &&
          coversAll(cover.resources, narrow.resources) &&
          coversAll(cover.actions, narrow.actions),
      )
      .map((narrow) => ({ wide, narrow }));
  });
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

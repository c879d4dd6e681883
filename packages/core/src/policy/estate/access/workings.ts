import { actionsMatching } from "../../catalogue/match-actions.ts";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { namesAllBuckets } from "../../all-buckets.ts";
import type { StatementTree } from "../../grammar/tree.ts";
import { resourceTest } from "../../patterns/arn-overlap.ts";
import { type ActionSet, NO_ACTIONS, setOf, unionOf, without } from "./action-set.ts";
import { type Budget, createBudget } from "./budget.ts";
import { type Pattern, patternOf, type Resource, restOf } from "./resource.ts";
import { resourcePatterns } from "../../resource-patterns.ts";
import { type Tables, tablesOf } from "./tables.ts";

/** What is worked out once for a question: sets of actions by their pattern, and patterns of resources by their text. */
export type Workings = {
  budget: Budget;
  tables: Tables;
  actionsOf(action: NonNullable<StatementTree["action"]>): ActionSet;
  resourcesOf(statement: StatementTree): Resource[];
  /** The actions that have a resource type whose ARN fits; those without one fit what covers "*", or all buckets. */
  fitting(resource: Resource): ActionSet;
  /** The actions of any of several. */
  unionOf(of: readonly { actions: ActionSet }[]): ActionSet;
};

/** Prepares a question about what policies allow; without a limit of its own it has the one of every question. */
export function createWorkings(catalogue: Catalogue, budget = createBudget()): Workings {
  const tables = tablesOf(catalogue);
  const matching = remembering((pattern) => matchingSet(catalogue, pattern, { budget, tables }));
  const pattern = remembering((text) => patternOf(text, budget));
  const fittingOf = remembering((open) => fittingSet(tables, open, budget));
  return {
    budget,
    tables,
    actionsOf: ({ element, values }) => {
      budget.spend(values.length * 100);
      const named = unionOf(values.map(({ value }) => matching(value.toLowerCase())));
      return element === "Action" ? named : without(tables.all, named);
    },
    resourcesOf: (statement) => {
      const patterns = resourcePatterns(statement).map(pattern);
      return statement.resource?.element === "Resource" ? patterns : [restOf(patterns)];
    },
    fitting: (resource) => {
      if (resource.kind === "pattern") return fittingOf(resource.open);
      if (resource.out.some(isEverything)) return NO_ACTIONS;
      return resource.out.some(({ open }) => namesAllBuckets(open))
        ? without(tables.all, tables.untypedOfS3)
        : tables.all;
    },
    unionOf: (of) => {
      for (const { actions } of of) budget.spend(50 + actions.words.length);
      return unionOf(of.map(({ actions }) => actions));
    },
  };
}

const isEverything = ({ open, hasVariable }: Pattern): boolean => open === "*" && !hasVariable;

/** Looks for the actions of a pattern; unlike the catalogue it keeps nothing beyond the question. */
function matchingSet(
  catalogue: Catalogue,
  pattern: string,
  { budget, tables }: { budget: Budget; tables: Tables },
): ActionSet {
  if (pattern === "*" || pattern === "*:*") return tables.all;
  if (!/[*?]/.test(pattern)) {
    const action = catalogue.action(pattern);
    return action === undefined ? NO_ACTIONS : setOf([action.index]);
  }
  const [head = ""] = pattern.split(":", 1);
  const looked = /[*?]/.test(head) ? catalogue.size : (catalogue.service(head)?.actions.length ?? 0);
  budget.spend(looked * (100 + pattern.length));
  return setOf(actionsMatching(catalogue, pattern).map(({ index }) => index));
}

const ARN_SEGMENTS = 6;

function fittingSet(tables: Tables, open: string, budget: Budget): ActionSet {
  if (open === "*") return tables.all;
  const ofArns = fittingArns(tables, open, budget);
  return namesAllBuckets(open) ? unionOf([ofArns, tables.untypedOfS3]) : ofArns;
}

function fittingArns({ typed, untyped, templates }: Tables, open: string, budget: Budget): ActionSet {
  const segments = open.split(":");
  const rest = /^\??$/.test(open) ? untyped : NO_ACTIONS;
  if (segments.length < ARN_SEGMENTS) return unionOf([typed, rest]);
  const [, , service = ""] = segments;
  const named = /[*?]/.test(service)
    ? [...templates.values()].flat()
    : [...(templates.get(service) ?? []), ...(templates.get("") ?? [])];
  budget.spend(named.length * (200 + 20 * open.length));
  const fits = resourceTest(open);
  return unionOf(named.filter(({ arn }) => fits(arn)).map(({ actions }) => actions));
}

/** Works an answer out once for each text. */
function remembering<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    const before = answers.get(text);
    if (before !== undefined) return before;
    const value = answer(text);
    answers.set(text, value);
    return value;
  };
}

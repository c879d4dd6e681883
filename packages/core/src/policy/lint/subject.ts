import type { Catalogue } from "../catalogue/catalogue.ts";
import { expandActions } from "../catalogue/expand.ts";
import type { Action } from "../catalogue/service.ts";
import { type DocumentKind, type KindTraits, traitsOf } from "../document-kind.ts";
import type { PolicyTree, StatementTree } from "../grammar/tree.ts";
import { type ActionFacts, actionFacts } from "./action-facts.ts";
import { type ActionIndex, indexActions } from "./action-index.ts";

/** What is known of the estate around a document; a rule that needs what is left out stays silent. */
export type Surroundings = {
  /** The account that the document belongs to. */
  accountId?: string;
  /** The accounts of the organization. */
  accounts?: ReadonlySet<string>;
  /** The ARN of the hub's role, where the role with this trust policy must let the hub in. */
  hubRoleArn?: string;
  /** The ARN of the spoke role of the accounts that the document binds. */
  spokeRoleArn?: string;
  /** The ARN of the role of the person who edits. */
  actorRoleArn?: string;
  /** The other inline policies of the same holder, which share its limit. */
  siblings?: readonly string[];
};

/** What lint looks at: one policy, what it is, and what it is measured by. */
export type Subject = {
  tree: PolicyTree;
  kind: DocumentKind;
  traits: KindTraits;
  catalogue: Catalogue;
  surroundings: Surroundings;
  /** True for Version 2012-10-17, which alone knows variables. */
  knowsVariables: boolean;
  /** What is to be said of each text of a statement's Action or NotAction, in their order. */
  factsOf(statement: StatementTree): readonly ActionFacts[];
  /** The known actions of a statement. */
  actionsOf(statement: StatementTree): readonly Action[];
  /** Whether a statement covers an action, given in lower case; without expanding the others. */
  coversAction(statement: StatementTree, lower: string): boolean;
  /** The actions that a statement names, whether it means them or all others. */
  indexOf(statement: StatementTree): ActionIndex;
  /** Works something out once for all rules that ask under this name. */
  once<Value>(name: string, workOut: () => Value): Value;
  /** The same for one statement of the policy. */
  onceFor<Value>(statement: StatementTree, name: string, workOut: () => Value): Value;
};

export type LintSettings = { kind: DocumentKind; catalogue: Catalogue; surroundings?: Surroundings };

/** Puts together what the rules look at. */
export function subjectOf(tree: PolicyTree, { kind, catalogue, surroundings = {} }: LintSettings): Subject {
  const ofText = actionFacts(catalogue);
  const facts: (readonly ActionFacts[] | undefined)[] = [];
  const factsOf = ({ index, action }: StatementTree): readonly ActionFacts[] =>
    (facts[index] ??= action?.values.map(({ value }) => ofText(value)) ?? []);
  const expanded: (readonly Action[] | undefined)[] = [];
  const indexed: (ActionIndex | undefined)[] = [];
  const indexOf = (statement: StatementTree): ActionIndex =>
    (indexed[statement.index] ??= indexActions(factsOf(statement)));
  const workedOut = new Map<string, unknown>();
  const ofStatements = new Map<string, unknown[]>();
  return {
    tree,
    kind,
    traits: traitsOf(kind),
    catalogue,
    surroundings,
    knowsVariables: tree.version?.value === "2012-10-17",
    actionsOf: (statement) => (expanded[statement.index] ??= expand(catalogue, statement)),
    factsOf,
    indexOf,
    coversAction: (statement, lower) => {
      if (statement.action === undefined) return false;
      const isNamed = indexOf(statement).names(lower, lower.slice(0, lower.indexOf(":")));
      return isNamed === (statement.action.element === "Action");
    },
    once: <Value>(name: string, workOut: () => Value): Value => {
      if (!workedOut.has(name)) workedOut.set(name, workOut());
      return workedOut.get(name) as Value;
    },
    onceFor: <Value>({ index }: StatementTree, name: string, workOut: () => Value): Value => {
      let values = ofStatements.get(name);
      if (values === undefined) ofStatements.set(name, (values = []));
      return (values[index] ??= workOut()) as Value;
    },
  };
}

function expand(catalogue: Catalogue, { action }: StatementTree): readonly Action[] {
  if (action === undefined) return [];
  return expandActions(catalogue, { element: action.element, patterns: action.values.map(({ value }) => value) });
}

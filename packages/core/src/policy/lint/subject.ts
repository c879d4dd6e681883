import type { ActionFacts } from "../catalogue/action-facts.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { expandActions } from "../catalogue/expand.ts";
import type { Action, ConditionKey } from "../catalogue/service.ts";
import type { NotableAction } from "../catalogue/notable-actions.ts";
import { type DocumentKind, type KindTraits, traitsOf } from "../document-kind.ts";
import type { PolicyTree, StatementTree } from "../grammar/tree.ts";
import type { StringNode } from "../json/node.ts";
import { nameActions, type NamedActions } from "./named-actions.ts";
import { type NamedResources, nameResources } from "./named-resources.ts";

/** What is known of the estate around a document; a rule that needs what is left out stays silent. */
export type Surroundings = {
  /** The account that the document belongs to. */
  accountId?: string;
  /** The accounts of the organization. */
  accounts?: ReadonlySet<string>;
  /** The ARN of the role of the hub by which people get into the document's account. */
  hubRoleArn?: string;
  /** The ARNs of the spoke roles of the accounts that the document may bind. */
  spokeRoleArns?: readonly string[];
  /** The ARN of the role of the person who edits. */
  actorRoleArn?: string;
  /** The other inline policies of the same holder, which share its limit. */
  siblings?: readonly string[];
};

/** What lint looks at: one policy, what it is, and what it is measured by; what rules share is worked out once. */
export type Subject = {
  tree: PolicyTree;
  kind: DocumentKind;
  traits: KindTraits;
  catalogue: Catalogue;
  surroundings: Surroundings;
  /** True for Version 2012-10-17, which alone knows variables. */
  knowsVariables: boolean;
  /** Whether "${" stands anywhere in the text. */
  hasVariables: boolean;
  /** The texts of a statement's Action or NotAction. */
  named(statement: StatementTree): NamedActions;
  /** The texts of a statement's Resource or NotResource. */
  resourcesOf(statement: StatementTree): NamedResources;
  /** The known key of each condition of a statement, in their order. */
  keysOf(statement: StatementTree): readonly (ConditionKey | undefined)[];
  /** The known actions of a statement. */
  actionsOf(statement: StatementTree): readonly Action[];
  /** Whether a statement covers an action of consequence. */
  coversAction(statement: StatementTree, action: NotableAction): boolean;
  /** Works something out once for all rules that ask under this name. */
  once<Value>(name: string, workOut: () => Value): Value;
  /** The same for one statement of the policy. */
  onceFor<Value>(statement: StatementTree, name: string, workOut: () => Value): Value;
};

export type LintSettings = { kind: DocumentKind; catalogue: Catalogue; surroundings?: Surroundings };

/** Puts together what the rules look at. */
export function subjectOf(tree: PolicyTree, { kind, catalogue, surroundings = {} }: LintSettings): Subject {
  const factsOf = ({ value, start, end }: StringNode): ActionFacts =>
    // What is escaped stands otherwise than it reads.
    value.length === end - start - 2 ? catalogue.factsAt(tree.text, start + 1, end - 1) : catalogue.facts(value);
  const named = ofEach(({ action }) => nameActions(action?.values.map(factsOf) ?? []));
  const workedOut = new Map<string, unknown>();
  const ofStatements = new Map<string, unknown[]>();
  return {
    tree,
    kind,
    traits: traitsOf(kind),
    catalogue,
    surroundings,
    knowsVariables: tree.version?.value === "2012-10-17",
    hasVariables: tree.text.includes("${"),
    named,
    resourcesOf: ofEach(({ resource }) => nameResources(resource?.values ?? [])),
    keysOf: ofEach(({ conditions }) => conditions.map(({ key }) => catalogue.conditionKey(key.value))),
    actionsOf: ofEach(({ action }) =>
      action === undefined
        ? []
        : expandActions(catalogue, { element: action.element, patterns: action.values.map(({ value }) => value) }),
    ),
    coversAction: (statement, action) =>
      statement.action !== undefined &&
      named(statement).notable.has(action) === (statement.action.element === "Action"),
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

/** Works something out for each statement, when it is first asked for. */
function ofEach<Value>(workOut: (statement: StatementTree) => Value): (statement: StatementTree) => Value {
  const values: (Value | undefined)[] = [];
  return (statement) => (values[statement.index] ??= workOut(statement));
}

import type { ConditionTree, StatementTree } from "../../grammar/tree.ts";
import { type Position, positionsIn } from "../../json/position.ts";
import { type EstateDocument, treeOf } from "../documents.ts";
import type { Source, StatementReason } from "../reason.ts";
import { type ActionSet, both, isEmpty } from "./action-set.ts";
import type { Resource } from "./resource.ts";
import type { Workings } from "./workings.ts";

/** A statement with the actions that it is about. */
export type Given = { reason: StatementReason; actions: ActionSet };

/** What statements of one effect say of one resource under the same conditions. */
export type Item = {
  resource: Resource;
  /** Each condition as one text, sorted: conditions that say the same are the same texts. */
  conditions: readonly string[];
  actions: ActionSet;
  sources: readonly Given[];
};

/** A document with the name of its policy. */
export type NamedSource = { document: EstateDocument; source: Source };

/** Reads the statements of one effect; actions that a resource does not fit are left out, for they are never asked on it. */
export function readItems(workings: Workings, documents: readonly NamedSource[], effect: "Allow" | "Deny"): Item[] {
  const items = new Map<string, { resource: Resource; conditions: readonly string[]; sources: Given[] }>();
  for (const { document, source } of documents) {
    const policy = treeOf(document);
    const positionAt = positionsIn(policy?.text ?? "");
    for (const tree of policy?.statements ?? []) {
      const { action } = tree;
      if (tree.effect !== effect || action === undefined || tree.resource === undefined) continue;
      const reason = reasonOf(tree, effect, { source, position: positionAt(tree.node.start) });
      const conditions = [...new Set(tree.conditions.map(conditionText))].sort();
      const named = workings.actionsOf(action);
      for (const one of workings.resourcesOf(tree)) {
        const actions = fittingOf(workings, named, one);
        if (isEmpty(actions)) continue;
        const key = [one.text, ...conditions].join("\n");
        const item = items.get(key);
        if (item === undefined) items.set(key, { resource: one, conditions, sources: [{ reason, actions }] });
        else item.sources.push({ reason, actions });
      }
    }
  }
  return [...items.values()].map((item) => ({ ...item, actions: workings.unionOf(item.sources) }));
}

/** Mostly one of both is all actions, and the other is kept as it is. */
function fittingOf({ budget, tables, fitting }: Workings, named: ActionSet, resource: Resource): ActionSet {
  const fits = fitting(resource);
  budget.spend(200);
  if (named === tables.all) return fits;
  if (fits === tables.all) return named;
  budget.spend(2 * named.words.length);
  return both(named, fits);
}

type At = { source: Source; position: Position };

function reasonOf({ index, sid }: StatementTree, effect: "Allow" | "Deny", { source, position }: At): StatementReason {
  return {
    ...source,
    effect: effect === "Allow" ? "allow" : "deny",
    statement: index + 1,
    ...(sid === undefined ? {} : { sid: sid.value }),
    ...position,
  };
}

/** AWS compares keys without regard to case, and values in any order. */
function conditionText({ operator, lower, values }: ConditionTree): string {
  return JSON.stringify([operator.value, lower, ...[...new Set(values.map(({ value }) => String(value)))].sort()]);
}

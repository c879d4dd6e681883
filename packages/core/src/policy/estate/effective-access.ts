import { expandActions } from "../catalogue/expand.ts";
import type { Action } from "../catalogue/service.ts";
import type { StatementTree } from "../grammar/tree.ts";
import { positionAt } from "../json/position.ts";
import { patternsMeet } from "../lint/arn-overlap.ts";
import { covers } from "../lint/covering.ts";
import { type EstateDocument, treeOf } from "./documents.ts";
import type { Estate } from "./estate.ts";
import { type Held, lackingOf, sourceAt } from "./held.ts";
import { boundBy } from "./layers-of.ts";
import type { Source, StatementReason } from "./reason.ts";
import { targetOf } from "./target.ts";
import { widened } from "./statement-reach.ts";

/** One action on one pattern of resources that a principal's own policies allow, and what becomes of it. */
export type Entry = {
  action: Action;
  /** As the statement writes it; "not …" where it is a NotResource. */
  resource: string;
  conditioned: boolean;
  because: StatementReason;
  /** What takes the whole away: a Deny, or the name of a layer that does not allow it. */
  takenBy: StatementReason | { policy: "boundary" | "service-control"; holder: string } | undefined;
  /** Denies that take a part of it away, or hang on a condition. */
  limitedBy: readonly StatementReason[];
};

/** A statement with its actions as numbers, so that each action is looked up at once. */
type Part = { tree: StatementTree; actions: readonly Action[]; numbers: ReadonlySet<number>; reason: StatementReason };

/** A layer that must allow: a boundary, or one level of service control policies. */
type Layer = { policy: "boundary" | "service-control"; holder: string; parts: readonly Part[] };

/**
 * Answers what a principal's own policies allow, action by action and pattern by pattern, after its boundary, its service
 * control policies and every Deny. What only a resource's policy grants is not in it.
 */
export function effectiveAccess(estate: Estate, held: Held): { entries: Entry[]; lacking: readonly string[] } {
  const { principal, set, boundary } = held;
  const target = targetOf(estate, { action: "*", resource: "*" });
  const { serviceControl } = boundBy(estate, principal, target);
  const own = set.documents.flatMap((document, index) =>
    partsOf(estate, document, sourceAt(estate, principal, index) ?? unnamed(principal.arn)),
  );
  const layers: Layer[] = serviceControl.documents.map((documents, level) => ({
    policy: "service-control",
    holder: serviceControl.sources[level]?.[0]?.holder ?? "",
    parts: documents.flatMap((document, index) =>
      partsOf(estate, document, serviceControl.sources[level]?.[index] ?? unnamed("")),
    ),
  }));
  if (boundary !== undefined) {
    const { permissionsBoundary: arn = "" } = principal;
    const source: Source = {
      policy: "boundary",
      name: arn.slice(arn.lastIndexOf("/") + 1),
      arn,
      holder: principal.arn,
    };
    layers.unshift({ policy: "boundary", holder: principal.arn, parts: partsOf(estate, boundary, source) });
  }
  const denies = [...own, ...layers.flatMap(({ parts }) => parts)].filter(({ tree }) => tree.effect === "Deny");
  const entries = own.filter(({ tree }) => tree.effect === "Allow").flatMap((part) => entriesOf(part, layers, denies));
  return { entries, lacking: [...lackingOf(estate, held), ...serviceControl.lacking] };
}

const unnamed = (holder: string): Source => ({ policy: "identity", name: "", holder });

function partsOf({ catalogue }: Estate, document: EstateDocument, source: Source): Part[] {
  const policy = treeOf(document);
  return (policy?.statements ?? []).flatMap((tree): Part[] => {
    const { action, resource, effect, index, sid, node } = tree;
    if (action === undefined || resource === undefined || effect === undefined) return [];
    const actions = expandActions(catalogue, {
      element: action.element,
      patterns: action.values.map(({ value }) => value),
    });
    const reason: StatementReason = {
      ...source,
      effect: effect === "Allow" ? "allow" : "deny",
      statement: index + 1,
      ...(sid === undefined ? {} : { sid: sid.value }),
      ...positionAt(policy?.text ?? "", node.start),
    };
    return [{ tree, actions, numbers: new Set(actions.map((one) => one.index)), reason }];
  });
}

function entriesOf(part: Part, layers: readonly Layer[], denies: readonly Part[]): Entry[] {
  const { tree, actions, reason } = part;
  return resourcesOf(tree).flatMap((resource) => {
    const allowing = layers.map((layer) => ({ layer, parts: meeting(layer.parts, "Allow", resource) }));
    const denying = denies.filter(({ tree: deny }) => meets(deny, resource));
    return actions.map((action): Entry => {
      const deniedBy = denying.filter(({ numbers }) => numbers.has(action.index));
      const whole = deniedBy.find(({ tree: deny }) => deny.conditions.length === 0 && coversAll(deny, resource));
      const silent = allowing.find(({ parts }) => !parts.some(({ numbers }) => numbers.has(action.index)))?.layer;
      return {
        action,
        resource,
        conditioned: tree.conditions.length > 0,
        because: reason,
        takenBy: whole?.reason ?? (silent && { policy: silent.policy, holder: silent.holder }),
        limitedBy: deniedBy.map((deny) => deny.reason),
      };
    });
  });
}

const meeting = (parts: readonly Part[], effect: "Allow" | "Deny", resource: string): Part[] =>
  parts.filter(({ tree }) => tree.effect === effect && meets(tree, resource));

/** NotResource is kept as one text for all that it leaves out. */
function resourcesOf({ resource }: StatementTree): string[] {
  const texts = resource?.values.map(({ value }) => value) ?? [];
  return resource?.element === "NotResource" ? [`not ${texts.join(", ")}`] : texts;
}

/** Whether a statement could speak of some resource of a pattern. */
function meets({ resource }: StatementTree, pattern: string): boolean {
  if (resource?.element !== "Resource" || pattern.startsWith("not ")) return true;
  return resource.values.some(({ value }) => patternsMeet(widened(value), widened(pattern)));
}

/** Whether a statement surely speaks of every resource of a pattern. */
function coversAll({ resource }: StatementTree, pattern: string): boolean {
  if (resource?.element !== "Resource") return false;
  return resource.values.some(
    ({ value }) => value === "*" || (!value.includes("${") && covers(value, widened(pattern))),
  );
}

import type { AccessLevel } from "../catalogue/service.ts";
import { covers } from "../lint/covering.ts";
import type { Entry } from "./effective-access.ts";
import type { StatementReason } from "./reason.ts";
import { widened } from "./statement-reach.ts";

/** Actions of one service and level on the same resources, that one side has and the other has not. */
export type Difference = {
  service: string;
  level: AccessLevel;
  actions: readonly string[];
  resources: readonly string[];
  conditional: boolean;
  because: readonly StatementReason[];
};

const isOpen = ({ conditioned, limitedBy }: Entry): boolean => !conditioned && limitedBy.length === 0;

/** Answers what is left of one side's access after the other's; access under conditions covers no unconditional access. */
export function difference(one: readonly Entry[], other: readonly Entry[]): Difference[] {
  const byAction = Map.groupBy(
    other.filter(({ takenBy }) => takenBy === undefined),
    ({ action }) => action.index,
  );
  const only = one.filter(
    (entry) => entry.takenBy === undefined && !byAction.get(entry.action.index)?.some((has) => isIn(entry, has)),
  );
  const grouped = Map.groupBy(only, (entry) => `${entry.action.service} ${entry.action.level} ${isOpen(entry)}`);
  return [...grouped.values()].flatMap(byResources);
}

function isIn(entry: Entry, has: Entry): boolean {
  if (isOpen(entry) && !isOpen(has)) return false;
  // Two entries under conditions are the same only where the same statement text gives them.
  if (!isOpen(has) && (has.because.name !== entry.because.name || has.because.statement !== entry.because.statement))
    return false;
  return has.resource === entry.resource || covers(has.resource, widened(entry.resource));
}

/** Actions that have the same resources are told together. */
function byResources(entries: readonly Entry[]): Difference[] {
  const ofAction = Map.groupBy(entries, ({ action }) => action.id);
  const same = Map.groupBy(ofAction, ([, of]) => unique(of.map(({ resource }) => resource)).join("\n"));
  return [...same.values()].flatMap((group) => {
    const of = group.flatMap(([, list]) => list);
    const [first] = of;
    if (first === undefined) return [];
    return {
      service: first.action.service,
      level: first.action.level,
      actions: group.map(([action]) => action).toSorted(),
      resources: unique(of.map(({ resource }) => resource)),
      conditional: !isOpen(first),
      because: [...new Set(of.map(({ because }) => because))],
    };
  });
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

import type { AccessLevel } from "../catalogue/service.ts";
import { type ActionSet, both, isEmpty, numbersOf, share, without } from "./access/action-set.ts";
import { type Leftover, leftoversOf } from "./access/leftovers.ts";
import type { Workings } from "./access/workings.ts";
import type { Access } from "./effective-access.ts";
import type { StatementReason } from "./reason.ts";
import { breadthOf } from "./say-difference.ts";
import { byWeight } from "./weight.ts";

/** Actions of one service and level on the same resources, that one side has and the other has not. */
export type Difference = {
  service: string;
  level: AccessLevel;
  actions: readonly string[];
  resources: readonly string[];
  /** How far these reach, e.g. "one bucket". */
  breadth: string;
  /** True where conditions, a Deny or a layer limit it. */
  conditional: boolean;
  /** True where the other side has it as well: under conditions, and where this is conditional under others. */
  otherHas: boolean;
  because: readonly StatementReason[];
};

/** Answers what is left of one side's access after the other's, the weightiest first; access under conditions covers no unconditional access. */
export function difference(workings: Workings, one: Access, other: Access): Difference[] {
  const leftovers = leftoversOf(workings, one.grants, other.grants);
  const alike = Map.groupBy(leftovers, ({ limits, otherHas }) => `${limits.length > 0} ${otherHas}`);
  return [...alike.values()]
    .flatMap((of) => groupsOf(workings, of))
    .flatMap((group) => byCell(workings, group))
    .toSorted(byWeight);
}

/** Actions that are left on the same resources. */
type Group = { actions: ActionSet; of: Leftover[] };

/** Parts actions by the leftovers that they are in. */
function groupsOf({ budget }: Workings, leftovers: readonly Leftover[]): Group[] {
  const groups: Group[] = [];
  for (const leftover of leftovers) {
    let left = leftover.actions;
    const split: Group[] = [];
    for (const group of groups) {
      budget.spend(20);
      if (isEmpty(left)) break;
      if (!share(left, group.actions)) continue;
      const inside = both(left, group.actions);
      const outside = without(group.actions, inside);
      budget.spend(200 + 6 * group.actions.words.length);
      left = without(left, inside);
      if (!isEmpty(outside)) {
        budget.spend(group.of.length);
        split.push({ actions: outside, of: [...group.of] });
      }
      group.actions = inside;
      group.of.push(leftover);
    }
    if (!isEmpty(left)) split.push({ actions: left, of: [leftover] });
    for (const group of split) groups.push(group);
  }
  return groups;
}

function byCell({ budget, tables: { actions, cells } }: Workings, group: Group): Difference[] {
  const resources = [...new Set(group.of.map(({ resource }) => resource.text))].sort();
  const breadth = breadthOf(resources);
  const sources = [...new Set(group.of.flatMap((one) => one.sources))];
  const [{ limits, otherHas } = { limits: [], otherHas: false }] = group.of;
  budget.spend(cells.length * 20 + 1_000 * (group.of.length + sources.length));
  return cells.flatMap((cell): Difference[] => {
    if (!share(cell.actions, group.actions)) return [];
    const inside = both(cell.actions, group.actions);
    budget.spend(500 + 50 * sources.length);
    return [
      {
        service: cell.service,
        level: cell.level,
        actions: numbersOf(inside).flatMap((number) => actions[number]?.id ?? []),
        resources,
        breadth,
        conditional: limits.length > 0,
        otherHas,
        because: sources.filter((given) => share(given.actions, inside)).map(({ reason }) => reason),
      },
    ];
  });
}

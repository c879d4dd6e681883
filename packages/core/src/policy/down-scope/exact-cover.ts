import { type Block, lengthOf } from "./block.ts";
import type { Wanted } from "./need.ts";

/** Of more groups than these the rectangles would take too long to find. */
const GREEDY_CELLS = 900;

/**
 * Answers the shortest statements found that allow every wanted pair of action and resource and no other: by actions
 * that share their resources, by resources that share their actions, or by larger rectangles that overlap.
 */
export function exactCover({ condition, byAction }: Wanted): Block[] {
  const byResources = grouped([...byAction].map(([action, resources]) => [action, [...resources]] as const));
  const rows = byResources.map(([actions, resources]): Block => ({ condition, actions, resources }));
  const owners = [...invert(byAction)].map(([resource, actions]) => [resource, actions] as const);
  const columns = grouped(owners).map(([resources, actions]): Block => ({ condition, actions, resources }));
  const greedy = rows.length * columns.length > GREEDY_CELLS ? rows : rectangles(rows, columns);
  return (
    [rows, columns, greedy]
      .map((blocks) => ({ blocks, length: total(blocks) }))
      .toSorted((one, other) => one.length - other.length)[0]?.blocks ?? rows
  );
}

const total = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + lengthOf(block), 0);

/** Brings together names that have the same list. */
function grouped(
  entries: readonly (readonly [name: string, list: readonly string[]])[],
): (readonly [names: string[], list: readonly string[]])[] {
  const groups = Map.groupBy(entries, ([, list]) => JSON.stringify(list.toSorted()));
  return [...groups.values()].map(
    (group) => [group.map(([name]) => name).toSorted(), group[0]?.[1].toSorted() ?? []] as const,
  );
}

function invert(byAction: Wanted["byAction"]): Map<string, string[]> {
  const byResource = new Map<string, string[]>();
  for (const [action, resources] of byAction)
    for (const resource of resources) byResource.set(resource, [...(byResource.get(resource) ?? []), action]);
  return byResource;
}

/** Takes the rectangle that covers most wanted cells a character, again and again. */
function rectangles(rows: readonly Block[], columns: readonly Block[]): Block[] {
  const widest = rows.map((row) => ({
    ...row,
    actions: rows
      .filter((other) => includesAll(other.resources, row.resources))
      .flatMap(({ actions }) => actions)
      .toSorted(),
  }));
  const tallest = columns.map((column) => ({
    ...column,
    resources: columns
      .filter((other) => includesAll(other.actions, column.actions))
      .flatMap(({ resources }) => resources)
      .toSorted(),
  }));
  const candidates = [...widest, ...tallest, ...rows].map((block) => ({
    block,
    length: lengthOf(block),
    cells: cellsOf(block),
  }));
  const left = new Set(rows.flatMap(cellsOf));
  const chosen: Block[] = [];
  while (left.size > 0) {
    const best = candidates
      .map((candidate) => ({
        ...candidate,
        worth: candidate.cells.filter((cell) => left.has(cell)).length / candidate.length,
      }))
      .reduce((one, other) => (other.worth > one.worth ? other : one));
    for (const cell of best.cells) left.delete(cell);
    chosen.push(best.block);
  }
  return chosen;
}

const includesAll = (list: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((one) => list.includes(one));

const cellsOf = ({ actions, resources }: Block): string[] =>
  actions.flatMap((action) => resources.map((resource) => `${action} ${resource}`));

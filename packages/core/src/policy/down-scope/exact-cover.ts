import { type Block, lengthOf } from "./block.ts";
import type { Wanted } from "./need.ts";

/** Of more groups than these the rectangles would take too long to find. */
const GREEDY_CELLS = 900;

/**
 * Answers the shortest statements found that allow every wanted pair of action and resource and no other: by actions
 * that share their resources, by resources that share their actions, or by larger rectangles that overlap.
 */
export function exactCover({ condition, byAction }: Wanted): Block[] {
  const rows = rowsOf(byAction).map(({ actions, resources }): Block => ({ condition, actions, resources }));
  const columns = columnsOf(rows);
  const greedy = rows.length * columns.length > GREEDY_CELLS ? rows : rectangles(rows, columns);
  return (
    [rows, columns, greedy]
      .map((blocks) => ({ blocks, length: total(blocks) }))
      .toSorted((one, other) => one.length - other.length)[0]?.blocks ?? rows
  );
}

const total = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + lengthOf(block), 0);

type Row = { actions: string[]; resources: readonly string[] };

/** Brings together actions that have the same resources: mostly the very same list, which is not read for each. */
function rowsOf(byAction: Wanted["byAction"]): Row[] {
  const byList = Map.groupBy(byAction, ([, resources]) => resources);
  const alike = Map.groupBy(byList, ([resources]) => JSON.stringify(resources));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const actions = group.flatMap(([, of]) => of.map(([action]) => action)).sort();
    return { actions, resources: first[0] };
  });
}

/** Brings together resources that stand in the same rows. */
function columnsOf(rows: readonly Block[]): Block[] {
  const byResource = new Map<string, number[]>();
  for (const [index, { resources }] of rows.entries())
    for (const resource of resources) {
      const of = byResource.get(resource);
      if (of === undefined) byResource.set(resource, [index]);
      else of.push(index);
    }
  const alike = Map.groupBy(byResource, ([, of]) => of.join(" "));
  return [...alike.values()].map((group): Block => {
    const of = (group[0]?.[1] ?? []).flatMap((index) => rows[index] ?? []);
    return {
      condition: of[0]?.condition ?? "",
      actions: of.flatMap(({ actions }) => actions).sort(),
      resources: group.map(([resource]) => resource).sort(),
    };
  });
}

/** A block as the rows and columns that it covers, which stand for their actions and resources. */
type Rectangle = { block: Block; length: number; cells: readonly Cell[] };

/** One row in one column; weight counts the pairs of action and resource. */
type Cell = { row: number; column: number; weight: number };

/** Takes the rectangle that covers most wanted pairs a character, again and again. */
function rectangles(rows: readonly Block[], columns: readonly Block[]): Block[] {
  const columnsOfRow = rows.map(({ resources }) => {
    const own = new Set(resources);
    return numbersWhere(columns, (column) => own.has(column.resources[0] ?? ""));
  });
  const rowsOfColumn = columns.map((_, column) => numbersWhere(columnsOfRow, (own) => own.includes(column)));
  const rectangleOf = (rowNumbers: readonly number[], columnNumbers: readonly number[]): Rectangle => {
    const of = rowNumbers.flatMap((row) => rows[row] ?? []);
    const block = {
      condition: of[0]?.condition ?? "",
      actions: of.flatMap(({ actions }) => actions).sort(),
      resources: columnNumbers.flatMap((column) => columns[column]?.resources ?? []).sort(),
    };
    const cells = rowNumbers.flatMap((row) =>
      columnNumbers.map((column) => ({
        row,
        column,
        weight: (rows[row]?.actions.length ?? 0) * (columns[column]?.resources.length ?? 0),
      })),
    );
    return { block, length: lengthOf(block), cells };
  };
  const widest = columnsOfRow.map((own) =>
    rectangleOf(
      numbersWhere(columnsOfRow, (other) => includesAll(other, own)),
      own,
    ),
  );
  const tallest = rowsOfColumn.map((own) =>
    rectangleOf(
      own,
      numbersWhere(rowsOfColumn, (other) => includesAll(other, own)),
    ),
  );
  const alone = columnsOfRow.map((own, row) => rectangleOf([row], own));
  return chosenFrom([...widest, ...tallest, ...alone]);
}

function chosenFrom(candidates: readonly Rectangle[]): Block[] {
  const left = new Set(candidates.flatMap(({ cells }) => cells.map(nameOf)));
  const chosen: Block[] = [];
  while (left.size > 0) {
    const [best] = candidates
      .map((candidate) => ({ candidate, worth: worthOf(candidate, left) }))
      .toSorted((one, other) => other.worth - one.worth);
    if (best === undefined || best.worth === 0) break;
    for (const cell of best.candidate.cells) left.delete(nameOf(cell));
    chosen.push(best.candidate.block);
  }
  return chosen;
}

const nameOf = ({ row, column }: Cell): string => `${row} ${column}`;

const worthOf = ({ cells, length }: Rectangle, left: ReadonlySet<string>): number =>
  cells.reduce((sum, cell) => sum + (left.has(nameOf(cell)) ? cell.weight : 0), 0) / length;

const includesAll = (list: readonly number[], wanted: readonly number[]): boolean =>
  wanted.every((one) => list.includes(one));

function numbersWhere<Item>(items: readonly Item[], isWanted: (item: Item) => boolean): number[] {
  return items.flatMap((item, index) => (isWanted(item) ? [index] : []));
}

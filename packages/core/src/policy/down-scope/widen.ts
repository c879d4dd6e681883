import { parseArn } from "../../arn.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { type Block, lengthOf, type Shrink } from "./block.ts";
import { withoutCovered } from "./need.ts";

/** Blocks that become one; saved counts characters. */
type Move = { of: readonly Block[]; after: Block; saved: number; risk: number };

type Tools = { catalogue: Catalogue; shrink: Shrink };

/** Up to so many statements every pair is tried and the best move made alone; of more, neighbours only, many at once, and unshrunk. */
const FEW = 16;
const NEIGHBOURS = 3;

/** What an unneeded action weighs by its access level: reading little, deciding on permissions most. */
const WEIGHTS: Readonly<Record<string, number>> = {
  List: 1,
  Read: 2,
  Tagging: 5,
  Write: 10,
  "Permissions management": 100,
};

/**
 * Answers the statements after the widening that saves most characters for what it grants, or undefined where none is
 * left. It joins statements, takes a verb or a service for actions, or a beginning for resources; never all services,
 * and no resources beyond one service of one account.
 */
export function widenOnce(blocks: readonly Block[], tools: Tools): readonly Block[] | undefined {
  const isFew = blocks.length <= FEW;
  const ordered = isFew ? blocks : blocks.toSorted(byActions);
  const measure = createMeasure(tools.catalogue);
  const moves = ordered.flatMap((block, index) => {
    const wider = [...verbs(block), ...services(block)].map((actions) => ({ ...block, actions }));
    const broader = beginnings(block).map((resources) => ({ ...block, resources }));
    const near = ordered.slice(index + 1, isFew ? undefined : index + 1 + NEIGHBOURS);
    const others = near.filter(({ condition }) => condition === block.condition);
    return [
      ...[...wider, ...broader].map((after) => measure([block], after)),
      ...others.map((other) => measure([block, other], join(block, other))),
    ];
  });
  const good = moves
    .filter(({ saved }) => saved > 0)
    .toSorted((one, other) => one.risk / one.saved - other.risk / other.saved);
  return good.length === 0
    ? undefined
    : made(
        ordered,
        isFew ? good.slice(0, 1) : good.slice(0, Math.ceil(good.length / 4)),
        isFew ? tools.shrink : (actions) => [...actions],
      );
}

/** Makes moves, the best first, as far as they do not touch the same statements. */
function made(blocks: readonly Block[], moves: readonly Move[], shrink: Shrink): Block[] {
  const touched = new Set<Block>();
  const after: Block[] = [];
  for (const move of moves) {
    if (move.of.some((block) => touched.has(block))) continue;
    for (const block of move.of) touched.add(block);
    after.push({ ...move.after, actions: shrink(move.after.actions), resources: withoutCovered(move.after.resources) });
  }
  return [...blocks.filter((block) => !touched.has(block)), ...after];
}

function createMeasure(catalogue: Catalogue): (of: readonly Block[], after: Block) => Move {
  const known = new Map<Block, { length: number; risk: number }>();
  const of = (block: Block): { length: number; risk: number } => {
    const measured = known.get(block) ?? { length: lengthOf(block), risk: riskOf(block, catalogue) };
    known.set(block, measured);
    return measured;
  };
  return (before, after) => {
    const { length, risk } = of(after);
    const saved = before.reduce((sum, block) => sum + of(block).length, 0) - length;
    return {
      of: before,
      after,
      saved,
      risk: Math.max(1, risk - before.reduce((sum, block) => sum + of(block).risk, 0)),
    };
  };
}

const byActions = (one: Block, other: Block): number =>
  one.condition.localeCompare(other.condition) || one.actions.join().localeCompare(other.actions.join());

const join = (one: Block, other: Block): Block => ({
  condition: one.condition,
  actions: [...new Set([...one.actions, ...other.actions])].toSorted(),
  resources: withoutCovered([...new Set([...one.resources, ...other.resources])]),
});

/** A wide resource makes each action weigh more. */
function riskOf({ actions, resources }: Block, catalogue: Catalogue): number {
  const weight = actions
    .flatMap((pattern) => catalogue.matching(pattern))
    .reduce((sum, { level }) => sum + (WEIGHTS[level] ?? 10), 0);
  return weight * resources.reduce((sum, resource) => sum + widthOf(resource), 0);
}

function widthOf(resource: string): number {
  if (resource === "*") return 1_000;
  if (!resource.includes("*")) return 1;
  return (parseArn(resource)?.resource ?? "").replace(/\*.*/, "").length < 2 ? 100 : 10;
}

const serviceOf = (pattern: string): string => pattern.slice(0, pattern.indexOf(":"));

/** The actions with "service:Verb*" for two or more of one verb. */
function verbs({ actions }: Block): string[][] {
  const groups = Map.groupBy(actions, (pattern) => /^[\w-]+:[A-Z][a-z]+/.exec(pattern)?.[0] ?? pattern);
  return [...groups].flatMap(([begin, group]) =>
    group.length < 2 ? [] : [[...actions.filter((pattern) => !group.includes(pattern)), `${begin}*`]],
  );
}

/** The actions with "service:*" for two or more of one service. */
function services({ actions }: Block): string[][] {
  const groups = Map.groupBy(actions, serviceOf);
  return [...groups].flatMap(([service, group]) =>
    group.length < 2 ? [] : [[...actions.filter((pattern) => serviceOf(pattern) !== service), `${service}:*`]],
  );
}

/** The resources with "beginning*" for those of one service, Region and account. */
function beginnings({ resources }: Block): string[][] {
  const groups = Map.groupBy(resources, (resource) => resource.split(":").slice(0, 5).join(":"));
  return [...groups].flatMap(([place, group]) => {
    if (group.length < 2 || place === "*" || /[*?$]/.test(place)) return [];
    const begin = group.reduce(commonBeginning);
    return begin.length > place.length ? [withoutCovered([...resources, `${begin.replace(/[*?$].*/, "")}*`])] : [];
  });
}

function commonBeginning(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

import { parseArn } from "../../arn.ts";
import { tableOf } from "../../table-of.ts";
import { serviceOf } from "../action-matcher.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { type Block, lengthOf, type Shrink } from "./block.ts";
import { withoutCovered } from "./need.ts";

/** Blocks that become one; saved counts characters. */
type Move = { of: readonly Block[]; after: Block; saved: number; risk: number };

/** Moves are remembered as long as their blocks: most of these outlast many widenings. */
export type Moves = { alone(block: Block): readonly Move[]; joining(block: Block, other: Block): Move };

type Tools = { shrink: Shrink; moves: Moves };

/** Up to so many statements every pair is tried and the best move made alone; of more, neighbours only, many at once, and unshrunk. */
const FEW = 16;
const NEIGHBOURS = 3;

/** What an unneeded action weighs by its access level: reading little, deciding on permissions most. */
const WEIGHTS: ReadonlyMap<string, number> = tableOf({
  List: 1,
  Read: 2,
  Tagging: 5,
  Write: 10,
  "Permissions management": 100,
});

/**
 * Answers the statements after the widening that saves most characters for what it grants, or undefined where none is
 * left. It joins statements, takes a verb or a service for actions, or a beginning for resources; never all services,
 * and no resources beyond one service of one account.
 */
export function widenOnce(blocks: readonly Block[], { shrink, moves }: Tools): readonly Block[] | undefined {
  const isFew = blocks.length <= FEW;
  const ordered = isFew ? blocks : blocks.toSorted(byActions);
  const all = ordered.flatMap((block, index) => {
    const near = ordered.slice(index + 1, isFew ? undefined : index + 1 + NEIGHBOURS);
    const others = near.filter(({ condition }) => condition === block.condition);
    return [...moves.alone(block), ...others.map((other) => moves.joining(block, other))];
  });
  const good = all
    .filter(({ saved }) => saved > 0)
    .toSorted((one, other) => one.risk / one.saved - other.risk / other.saved);
  return good.length === 0
    ? undefined
    : made(
        ordered,
        isFew ? good.slice(0, 1) : good.slice(0, Math.ceil(good.length / 4)),
        isFew ? shrink : (actions) => [...actions],
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

/** Makes and remembers the moves of one down-scoping. */
export function createMoves(catalogue: Catalogue): Moves {
  const weights = createWeights(catalogue);
  const measured = remembering((block: Block) => ({ length: lengthOf(block), risk: riskOf(block, weights) }));
  const measure = (before: readonly Block[], after: Block): Move => {
    const { length, risk } = measured(after);
    const saved = before.reduce((sum, block) => sum + measured(block).length, 0) - length;
    return {
      of: before,
      after,
      saved,
      risk: Math.max(1, risk - before.reduce((sum, block) => sum + measured(block).risk, 0)),
    };
  };
  const joins = remembering((block: Block) =>
    remembering((other: Block) => measure([block, other], join(block, other))),
  );
  return {
    alone: remembering((block) => {
      const wider = [...verbs(block), ...services(block)].map((actions) => ({ ...block, actions }));
      const broader = beginnings(block).map((resources) => ({ ...block, resources }));
      return [...wider, ...broader].map((after) => measure([block], after));
    }),
    joining: (block, other) => joins(block)(other),
  };
}

/** Works an answer out once for each thing, and forgets it with the thing. */
function remembering<Key extends object, Answer>(answer: (key: Key) => Answer): (key: Key) => Answer {
  const answers = new WeakMap<Key, { value: Answer }>();
  return (key) => {
    const known = answers.get(key) ?? { value: answer(key) };
    answers.set(key, known);
    return known.value;
  };
}

/** What patterns of actions weigh together; one list stands in many blocks. */
function createWeights(catalogue: Catalogue): (actions: readonly string[]) => number {
  const known = new Map<string, number>();
  const ofPattern = (pattern: string): number => {
    const before = known.get(pattern);
    if (before !== undefined) return before;
    const weight = catalogue.matching(pattern).reduce((sum, { level }) => sum + (WEIGHTS.get(level) ?? 10), 0);
    known.set(pattern, weight);
    return weight;
  };
  return remembering((actions) => actions.reduce((sum, pattern) => sum + ofPattern(pattern), 0));
}

const byActions = (one: Block, other: Block): number =>
  one.condition.localeCompare(other.condition) || one.actions.join().localeCompare(other.actions.join());

const join = (one: Block, other: Block): Block => ({
  condition: one.condition,
  actions: [...new Set([...one.actions, ...other.actions])].toSorted(),
  resources: withoutCovered([...new Set([...one.resources, ...other.resources])]),
});

/** A wide resource makes each action weigh more. */
function riskOf({ actions, resources }: Block, weightOf: (actions: readonly string[]) => number): number {
  return weightOf(actions) * resources.reduce((sum, resource) => sum + widthOf(resource), 0);
}

function widthOf(resource: string): number {
  if (resource === "*") return 1_000;
  if (!resource.includes("*")) return 1;
  return (parseArn(resource)?.resource ?? "").replace(/\*.*/, "").length < 2 ? 100 : 10;
}

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

import { parseArn } from "../../arn.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { type Block, lengthOf, type Shrink } from "./block.ts";
import { withoutCovered } from "./need.ts";

type Move = { blocks: readonly Block[]; saved: number; risk: number };

/** What an unneeded action weighs by its access level: reading little, deciding on permissions most. */
const WEIGHTS: Readonly<Record<string, number>> = {
  List: 1,
  Read: 2,
  Tagging: 5,
  Write: 10,
  "Permissions management": 100,
};

/**
 * Answers the statements after the one widening that saves most characters for what it grants, or undefined where
 * none is left. It joins two statements, takes a verb or a service for its actions, or a beginning for resources; never
 * all services, and no resources beyond one service of one account.
 */
export function widenOnce(
  blocks: readonly Block[],
  { catalogue, shrink }: { catalogue: Catalogue; shrink: Shrink },
): Block[] | undefined {
  const moves = blocks.flatMap((block, index) => {
    const others = blocks.toSpliced(index, 1);
    const wider = [...verbs(block), ...services(block)].map((actions) => ({ ...block, actions }));
    const broader = beginnings(block).map((resources) => ({ ...block, resources }));
    const alone = [...wider, ...broader].map((changed) => moveOf([block], changed, others));
    const joined = blocks.slice(index + 1).filter(({ condition }) => condition === block.condition);
    return [
      ...alone,
      ...joined.map((other) =>
        moveOf(
          [block, other],
          join(block, other),
          others.filter((one) => one !== other),
        ),
      ),
    ];
  });
  const best = moves
    .filter(({ saved }) => saved > 0)
    .toSorted((one, other) => one.risk / one.saved - other.risk / other.saved)[0];
  return best && tidy(best.blocks, shrink);

  function moveOf(before: readonly Block[], after: Block, others: readonly Block[]): Move {
    const saved = before.reduce((sum, block) => sum + lengthOf(block), 0) - lengthOf(after);
    const risk = riskOf(after, catalogue) - before.reduce((sum, block) => sum + riskOf(block, catalogue), 0);
    return { blocks: [...others, after], saved, risk: Math.max(risk, 1) };
  }
}

const tidy = (blocks: readonly Block[], shrink: Shrink): Block[] =>
  blocks.map((block) => ({ ...block, actions: shrink(block.actions), resources: withoutCovered(block.resources) }));

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

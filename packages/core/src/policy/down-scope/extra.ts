import type { Catalogue } from "../catalogue/catalogue.ts";
import { ACCESS_LEVELS, type AccessLevel } from "../catalogue/service.ts";
import type { Block, Shrink } from "./block.ts";
import { covers, type Wanted } from "./need.ts";

/** Actions that a policy allows on resources beyond what is needed there. */
export type Extra = {
  actions: readonly string[];
  resources: readonly string[];
  levels: readonly AccessLevel[];
  count: number;
};

/** Answers what statements grant beyond what is wanted: empty exactly where they allow each wanted pair and no other. */
export function extraOf(
  blocks: readonly Block[],
  wanted: readonly Wanted[],
  { catalogue, shrink }: { catalogue: Catalogue; shrink: Shrink },
): Extra[] {
  const needed = new Map(wanted.map(({ condition, byAction }) => [condition, byAction]));
  const byResources = new Map<
    string,
    { resources: readonly string[]; actions: Set<string>; levels: Set<AccessLevel> }
  >();
  for (const { condition, actions, resources } of blocks)
    for (const { id, level } of actions.flatMap((pattern) => catalogue.matching(pattern))) {
      const wantedOn = [...(needed.get(condition)?.get(id) ?? []), ...(needed.get("")?.get(id) ?? [])];
      const beyond = resources.filter((resource) => !wantedOn.some((one) => covers(one, resource)));
      if (beyond.length === 0) continue;
      const key = beyond.join(" ");
      const extra = byResources.get(key) ?? { resources: beyond, actions: new Set(), levels: new Set() };
      extra.actions.add(id);
      extra.levels.add(level);
      byResources.set(key, extra);
    }
  return [...byResources.values()].map(({ resources, actions, levels }) => ({
    actions: shrink([...actions].toSorted()),
    resources,
    levels: ACCESS_LEVELS.filter((level) => levels.has(level)),
    count: actions.size,
  }));
}

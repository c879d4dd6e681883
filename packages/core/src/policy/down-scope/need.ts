import { z } from "zod";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { wildcard } from "../wildcard.ts";

/** Actions that a session needs on resources, under conditions in AWS's own form; patterns of actions stand for all that they cover. */
export const Need = z.object({
  actions: z
    .array(z.string().regex(/^[\w-]+:[\w*?]+$/, "an action is written service:Name"))
    .min(1)
    .max(2_000),
  resources: z.array(z.string().min(1).max(2_048)).max(500),
  condition: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())]))).optional(),
});
export type Need = z.infer<typeof Need>;

/** The resources that each action needs under one condition, which is JSON text, or "" for none. */
export type Wanted = { condition: string; byAction: ReadonlyMap<string, ReadonlySet<string>> };

/**
 * Brings needs together by condition; an action that knows no resource is needed on "*", because a statement that
 * names a resource would not allow it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function wantedOf(needs: readonly Need[], catalogue: Catalogue): Wanted[] {
  const byCondition = new Map<string, Map<string, Set<string>>>();
  for (const { actions, resources, condition } of needs) {
    const key = condition === undefined || Object.keys(condition).length === 0 ? "" : JSON.stringify(condition);
    const byAction = byCondition.get(key) ?? new Map<string, Set<string>>();
    byCondition.set(key, byAction);
    for (const { id, anywhere } of actions.flatMap((action) => namesOf(action, catalogue))) {
      const wanted = byAction.get(id) ?? new Set();
      for (const resource of anywhere || resources.length === 0 ? ["*"] : resources) wanted.add(resource);
      byAction.set(id, wanted);
    }
  }
  return [...byCondition].map(([condition, byAction]) => ({
    condition,
    byAction: new Map([...byAction].map(([id, resources]) => [id, new Set(withoutCovered([...resources]))])),
  }));
}

function namesOf(action: string, catalogue: Catalogue): { id: string; anywhere: boolean }[] {
  const found = catalogue.matching(action).map(({ id, resources }) => ({ id, anywhere: resources.length === 0 }));
  return found.length === 0 ? [{ id: action, anywhere: false }] : found;
}

/** Leaves out resources that another pattern among them covers. */
export function withoutCovered(resources: readonly string[]): string[] {
  return resources.filter((one) => !resources.some((other) => other !== one && covers(other, one))).toSorted();
}

/** Whether a pattern certainly covers all that another text covers; a "?" is never taken to cover a "*". */
export function covers(pattern: string, text: string): boolean {
  if (pattern === text || pattern === "*") return true;
  return pattern.includes("*") && !pattern.includes("?") && !pattern.includes("${") && wildcard(pattern)(text);
}

const MOST_ACTIONS = 1_000;
const MOST_RESOURCES = 500;
const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** The needs of one session at the door; more than these fit in no session policy, and would take long to try. */
export const Needs = z
  .array(Need)
  .min(1)
  .max(200)
  .refine((needs) => total(needs.map(({ actions }) => actions.length)) <= MOST_ACTIONS, "at most 1,000 actions in all")
  .refine(
    (needs) => total(needs.map(({ resources }) => resources.length)) <= MOST_RESOURCES,
    "at most 500 resources in all",
  );

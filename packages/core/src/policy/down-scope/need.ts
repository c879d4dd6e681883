import { z } from "zod";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { Failure } from "../../failure.ts";
import { resourceCover } from "../patterns/covers.ts";

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

/** The resources that each action needs under one condition, which is JSON text, or "" for none; equal lists are mostly one. */
export type Wanted = { condition: string; byAction: ReadonlyMap<string, readonly string[]> };

/**
 * Brings needs together by condition; an action that knows no resource is needed on "*", because a statement that
 * names a resource would not allow it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function wantedOf(needs: readonly Need[], catalogue: Catalogue): Wanted[] {
  assertFew(needs, catalogue);
  const byCondition = Map.groupBy(needs, ({ condition }) =>
    condition === undefined || Object.keys(condition).length === 0 ? "" : JSON.stringify(condition),
  );
  return [...byCondition].map(([condition, of]) => ({ condition, byAction: resourcesByAction(of, catalogue) }));
}

/** What patterns stand for counts each time, and long resources by their characters. */
const MOST_NAMED = 4_000;
const MOST_CHARACTERS = 50_000;

function assertFew(needs: readonly Need[], catalogue: Catalogue): void {
  let [named, characters] = [0, 0];
  for (const { actions, resources } of needs) {
    characters += total(resources.map(({ length }) => length));
    for (const action of actions) {
      named += catalogue.matching(action).length;
      if (named > MOST_NAMED || characters > MOST_CHARACTERS)
        throw new Failure(
          "too-large",
          "These needs are too many to be tried in one session policy: ask for fewer services or resources, or in several sessions.",
        );
    }
  }
}

/** Actions that stand in the same needs have one list of resources, which is worked out once. */
function resourcesByAction(needs: readonly Need[], catalogue: Catalogue): Map<string, readonly string[]> {
  const asking = new Map<string, number[]>();
  const anywhere = new Set<string>();
  for (const [index, { actions }] of needs.entries())
    for (const name of new Set(actions.flatMap((action) => namesOf(action, catalogue)))) {
      const of = asking.get(name.id);
      if (of === undefined) asking.set(name.id, [index]);
      else if (of.at(-1) !== index) of.push(index);
      if (name.anywhere) anywhere.add(name.id);
    }
  const known = new Map<string, readonly string[]>();
  return new Map(
    [...asking].map(([id, of]) => {
      const key = anywhere.has(id) ? "*" : of.join(" ");
      const list =
        known.get(key) ?? (anywhere.has(id) ? ["*"] : withoutCovered(of.flatMap((at) => resourcesOf(needs[at]))));
      known.set(key, list);
      return [id, list];
    }),
  );
}

/** A run of "*" is one: "b/**" and "b/*" cover each other. */
function resourcesOf(need: Need | undefined): string[] {
  const resources = need?.resources ?? [];
  return resources.length === 0 ? ["*"] : resources.map((resource) => resource.replaceAll(/\*+/g, "*"));
}

function namesOf(action: string, catalogue: Catalogue): { id: string; anywhere: boolean }[] {
  const found = catalogue.matching(action).map(({ id, resources }) => ({ id, anywhere: resources.length === 0 }));
  return found.length === 0 ? [{ id: action, anywhere: false }] : found;
}

/** Leaves out resources that another pattern among them covers; of those that cover each other the first is kept. */
export function withoutCovered(resources: readonly string[]): string[] {
  const unique = [...new Set(resources)];
  if (unique.includes("*")) return ["*"];
  const patterns = unique.flatMap((text, index) =>
    isPattern(text) ? { text, index, matches: resourceCover(text) } : [],
  );
  if (patterns.length === 0) return unique.sort();
  return unique
    .filter(
      (one, index) =>
        !patterns.some(
          (other) => other.index !== index && other.matches(one) && !(index < other.index && covers(one, other.text)),
        ),
    )
    .sort();
}

/** Whether a text is a pattern of which one can tell what it covers: a "?" is never taken to cover a "*". */
const isPattern = (text: string): boolean => text.includes("*") && !text.includes("?") && !text.includes("${");

/** Whether a pattern certainly covers all that another text covers. */
export function covers(pattern: string, text: string): boolean {
  if (pattern === text || pattern === "*") return true;
  return isPattern(pattern) && resourceCover(pattern)(text);
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

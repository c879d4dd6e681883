import type { Catalogue } from "./catalogue.ts";
import type { Action } from "./service.ts";

/** The actions of a statement: those that patterns name, or with "NotAction" all others. */
export type ActionElement = { element: "Action" | "NotAction"; patterns: readonly string[] };

/**
 * Answers every known action that an Action or NotAction element covers, each once, in the order of the catalogue.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
 */
export function expandActions(catalogue: Catalogue, { element, patterns }: ActionElement): readonly Action[] {
  const [only] = patterns;
  if (element === "Action" && only !== undefined && patterns.length === 1) return catalogue.matching(only);
  const named = new Map<number, Action>();
  // One pattern may stand there thousands of times, in whatever case.
  for (const pattern of new Set(patterns.map((text) => text.toLowerCase())))
    for (const action of catalogue.matching(pattern)) named.set(action.index, action);
  if (element === "Action") return [...named.values()].sort((one, other) => one.index - other.index);
  return catalogue.matching("*").filter(({ index }) => !named.has(index));
}

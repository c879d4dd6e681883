import type { Catalogue } from "./catalogue.ts";
import type { Action } from "./service.ts";

/** The actions of a statement: those that patterns name, or with "NotAction" all others. */
export type ActionElement = { element: "Action" | "NotAction"; patterns: readonly string[] };

/** Of more actions it is cheaper to go through all that there are than to sort them. */
const FEW = 1_000;

/**
 * Answers every known action that an Action or NotAction element covers, each once, in the order of the catalogue.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
 */
export function expandActions(catalogue: Catalogue, { element, patterns }: ActionElement): readonly Action[] {
  const [only] = patterns;
  if (element === "Action" && only !== undefined && patterns.length === 1) return catalogue.matching(only);
  // One pattern may stand there thousands of times, in whatever case.
  const named = [...new Set(patterns.map((text) => text.toLowerCase()))].map((text) => catalogue.matching(text));
  const count = named.reduce((sum, { length }) => sum + length, 0);
  if (element === "Action" && count <= FEW) {
    const unique = new Map(named.flat().map((action) => [action.index, action]));
    return [...unique.values()].sort((one, other) => one.index - other.index);
  }
  const marks = new Uint8Array(catalogue.size);
  for (const actions of named) for (const { index } of actions) marks[index] = 1;
  const wanted = element === "Action" ? 1 : 0;
  return catalogue.matching("*").filter(({ index }) => marks[index] === wanted);
}

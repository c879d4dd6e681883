import type { ActionFacts } from "./action-facts.ts";
import { covers } from "./covering.ts";

/** The actions that a statement names, made ready so that one is found without looking at all of them. */
export type ActionIndex = {
  /** Whether an action, or all that a pattern of that service covers, is named; both in lower case. */
  names(lower: string, service: string): boolean;
};

/** Makes the index of the texts of an Action or NotAction. */
export function indexActions(actions: readonly ActionFacts[]): ActionIndex {
  const texts = new Set<string>();
  const patterns = new Map<string, ActionFacts[]>();
  for (const action of actions) {
    texts.add(action.lower);
    if (action.matches === undefined) continue;
    const known = patterns.get(action.service);
    if (known === undefined) patterns.set(action.service, [action]);
    else known.push(action);
  }
  if (patterns.size === 0) return { names: (lower) => texts.has(lower) };
  const open = patterns.get("");
  return {
    names: (lower, service) => {
      if (texts.has(lower)) return true;
      const isCover = (wide: ActionFacts): boolean => covers(wide.lower, lower, wide.matches);
      return patterns.get(service)?.some(isCover) === true || open?.some(isCover) === true;
    },
  };
}

import type { StatementTree } from "../grammar/tree.ts";
import { wildcard } from "../wildcard.ts";

/** The patterns of a statement by their services, so that one action is found without looking at all of them. */
export type ActionIndex = { covers(lower: string): boolean };

/** Makes the index of a statement's Action or NotAction. */
export function indexActions({ action }: StatementTree): ActionIndex {
  const byService = new Map<string, string[]>();
  for (const { value } of action?.values ?? []) {
    const lower = value.toLowerCase();
    const head = lower.slice(0, lower.indexOf(":"));
    // A wildcard in the service's name, or no colon at all, may fit every service.
    const service = /[*?]/.test(head) || head === "" || !lower.includes(":") ? "" : head;
    const known = byService.get(service);
    if (known === undefined) byService.set(service, [lower]);
    else known.push(lower);
  }
  const fits = (patterns: readonly string[] | undefined, lower: string): boolean =>
    patterns?.some((pattern) => pattern === lower || (/[*?]/.test(pattern) && wildcard(pattern)(lower))) === true;
  const wanted = action?.element === "Action";
  return {
    covers: (lower) => {
      if (action === undefined) return false;
      const named = fits(byService.get(lower.slice(0, lower.indexOf(":"))), lower) || fits(byService.get(""), lower);
      return named === wanted;
    },
  };
}

import type { Catalogue } from "./catalogue.ts";
import type { Action, Service } from "./service.ts";
import { type Candidate, candidatesOf } from "./shrink-candidates.ts";

/**
 * Answers few patterns that cover exactly the given actions and no other action of this catalogue; what the catalogue
 * does not know stays as it is written. A pattern also covers what AWS adds later under its name.
 */
export function shrinkActions(catalogue: Catalogue, actions: readonly string[]): string[] {
  const known = new Map<string, Action>();
  const unknown = new Set<string>();
  for (const id of actions) {
    const found = catalogue.matching(id);
    if (found.length === 0) unknown.add(id);
    for (const action of found) known.set(action.lower, action);
  }
  if (known.size === catalogue.size && unknown.size === 0) return ["*"];
  const byService = Map.groupBy(known.values(), ({ service }) => service);
  const patterns = [...byService].flatMap(([prefix, wanted]) => {
    const service = catalogue.service(prefix);
    return service === undefined ? [] : shrinkService(service, wanted);
  });
  return [...patterns, ...unknown].sort();
}

function shrinkService({ prefix, actions }: Service, wanted: readonly Action[]): string[] {
  if (wanted.length === actions.length) return [`${prefix}:*`];
  const names = new Set(wanted.map(({ name }) => name));
  const others = actions.filter(({ name }) => !names.has(name)).map(({ name }) => name.toLowerCase());
  const candidates = candidatesOf([...names], others);
  return withoutNeedless(chooseGreedily([...names], candidates)).map(({ pattern }) => `${prefix}:${pattern}`);
}

/** Takes the pattern that covers most of what is left, again and again; of equals the longer one, which says more. */
function chooseGreedily(names: readonly string[], candidates: readonly Candidate[]): Candidate[] {
  const left = new Set(names);
  const chosen: Candidate[] = [];
  while (left.size > 0) {
    let best: Candidate | undefined;
    let most = 0;
    for (const candidate of candidates) {
      if (candidate.covers.length < most) break;
      const covered = candidate.covers.reduce((sum, name) => sum + (left.has(name) ? 1 : 0), 0);
      if (covered > most) [best, most] = [candidate, covered];
    }
    if (best === undefined) break;
    for (const name of best.covers) left.delete(name);
    chosen.push(best);
  }
  return chosen;
}

/** Leaves out a pattern whose actions the others cover as well. */
function withoutNeedless(chosen: readonly Candidate[]): Candidate[] {
  const times = new Map<string, number>();
  for (const { covers } of chosen) for (const name of covers) times.set(name, (times.get(name) ?? 0) + 1);
  return chosen.filter(({ covers }) => {
    if (!covers.every((name) => (times.get(name) ?? 0) > 1)) return true;
    for (const name of covers) times.set(name, (times.get(name) ?? 0) - 1);
    return false;
  });
}

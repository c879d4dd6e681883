import type { Catalogue } from "./catalogue.ts";
import { fewest } from "./fewest.ts";
import type { Action, Service } from "./service.ts";
import { candidatesOf } from "./shrink-candidates.ts";

/**
 * Answers patterns that cover exactly the given actions and no other action of this catalogue: of patterns of whole words
 * with up to two wildcards the fewest for up to 60 actions of a service, and few for more. What the catalogue does not know
 * stays as it is written. A pattern also covers what AWS adds later under its name.
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
  return fewest([...names], candidates).map(({ pattern }) => `${prefix}:${pattern}`);
}

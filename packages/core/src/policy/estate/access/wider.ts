import type { Budget } from "./budget.ts";
import type { Grant } from "./grants.ts";
import type { Resource } from "./resource.ts";

/** Answers the grants whose pattern may cover a resource: those whose literal beginning its own text begins with. */
export type Wider = (resource: Resource) => readonly Grant[];

/** Puts grants in order by the literal beginnings of their patterns, so that not every pair is compared. */
export function indexWider(grants: readonly Grant[], { spend }: Budget): Wider {
  const heads = Map.groupBy(grants, ({ resource }) => (resource.kind === "pattern" ? resource.head : ""));
  const lengths = [...new Set([...heads.keys()].map((head) => head.length))];
  spend(100 * grants.length);
  return (resource) => {
    if (resource.kind === "rest") return heads.get("") ?? [];
    const { open } = resource;
    const found: Grant[] = [];
    for (const length of lengths) {
      if (length > open.length) continue;
      spend(50 + length);
      const at = heads.get(open.slice(0, length)) ?? [];
      spend(10 * at.length);
      for (const grant of at) found.push(grant);
    }
    return found;
  };
}

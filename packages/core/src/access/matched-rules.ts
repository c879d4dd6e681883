import type { Person } from "../actor.ts";
import type { Profile } from "../profile.ts";
import type { World } from "./estate-view.ts";
import type { Grant } from "./grant.ts";
import { comparedIdentities } from "./identity.ts";

type Matched = Profile["matched"][number];

/** Answers, for a person's e-mail and each of their groups, which rules name it and how many roles each grants. */
export function matchedRules(person: Person, { estate, naming }: World): Matched[] {
  return comparedIdentities(person, naming).map((identity) => ({
    identity,
    rules: countByRule(estate.grantsOf(identity)),
  }));
}

function countByRule(grants: readonly Grant[]): Matched["rules"] {
  const counted = new Map<string, Matched["rules"][number]>();
  for (const { rule, use } of grants) {
    const key = JSON.stringify([rule, use]);
    const before = counted.get(key);
    counted.set(key, { rule, use, roles: (before?.roles ?? 0) + 1 });
  }
  return [...counted.values()].toSorted((a, b) => b.roles - a.roles);
}

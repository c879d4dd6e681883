import type { AccessSummary } from "./explanation.ts";
import { comparedIdentities } from "./identity.ts";
import type { Person } from "../actor.ts";
import type { World } from "./estate-view.ts";

export type NearMiss = AccessSummary["nearMisses"][number];

const MOST_MISSES = 5;

/**
 * Reduces a name to what stays the same when a year, a case, a separator or a plural changes, so that
 * contractors-2025, Contractors_2026 and contractor-2026 are one.
 */
export function skeleton(name: string): string {
  return name
    .toLowerCase()
    .replace(/\d+/g, "#")
    .split(/[^\p{L}\p{N}#@]+/u)
    .map((word) => word.replace(/(?<=.{3})s$/, ""))
    .join("");
}

/** Identities that rules name and that look like a group of the person's but are none; those on most roles first. */
export function nearMisses(person: Person, world: World): NearMiss[] {
  const own = new Set(comparedIdentities(person, world.naming));
  const groups = new Map(person.groups.map((group) => [skeleton(group), group]));
  return [...world.estate.identities()]
    .flatMap(([named, roles]) => {
      const yours = own.has(named) ? undefined : groups.get(skeleton(named));
      return yours === undefined ? [] : [{ yours, named, roles }];
    })
    .sort((a, b) => b.roles - a.roles || (a.named < b.named ? -1 : 1))
    .slice(0, MOST_MISSES);
}

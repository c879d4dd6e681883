import { ACCESS_LEVELS, type AccessLevel } from "../catalogue/service.ts";
import { effectiveAccess, type Entry } from "./effective-access.ts";
import type { Estate } from "./estate.ts";
import { findHeld } from "./find-held.ts";
import type { StatementReason } from "./reason.ts";
import { ASSUMED } from "./request-of.ts";

/** The actions of one access level of a service that a principal can do. */
export type LevelAccess = {
  level: AccessLevel;
  actions: readonly string[];
  /** How many actions of this level the service has. */
  of: number;
  /** Patterns as the policies write them. */
  resources: readonly string[];
  /** True where every action is allowed under conditions only, or a Deny may take it away. */
  conditional: boolean;
  because: readonly StatementReason[];
};

export type ServiceAccess = { service: string; name: string; levels: readonly LevelAccess[] };

/** What one policy or layer takes away of what the principal's own policies allow. */
export type TakenAway = {
  by: NonNullable<Entry["takenBy"]>;
  /** False where it takes only a part, or hangs on a condition. */
  whole: boolean;
  services: readonly string[];
  actions: number;
};

export type WhatCan = {
  principal: string;
  services: readonly ServiceAccess[];
  takenAway: readonly TakenAway[];
  lacking: readonly string[];
  assumed: readonly string[];
};

const MORE = "Access that only the policy of a resource grants is not listed.";

/** Answers what a principal can do by its own policies, by service, access level and resource, and what is taken away of it. */
export function whatCan(estate: Estate, { principal }: { principal: string }): WhatCan {
  const { entries, lacking } = effectiveAccess(estate, findHeld(estate, principal));
  const left = entries.filter(({ takenBy }) => takenBy === undefined);
  const byService = Map.groupBy(left, ({ action }) => action.service);
  return {
    principal,
    services: [...byService].map(([service, of]) => serviceAccess(estate, service, of)).toSorted(byName),
    takenAway: takenAway(entries),
    lacking,
    assumed: [...ASSUMED, MORE],
  };
}

const byName = (one: ServiceAccess, other: ServiceAccess): number => (one.service < other.service ? -1 : 1);

function serviceAccess({ catalogue }: Estate, prefix: string, entries: readonly Entry[]): ServiceAccess {
  const service = catalogue.service(prefix);
  const byLevel = Map.groupBy(entries, ({ action }) => action.level);
  return {
    service: prefix,
    name: service?.name ?? prefix,
    levels: ACCESS_LEVELS.flatMap((level) => {
      const of = byLevel.get(level) ?? [];
      if (of.length === 0) return [];
      return {
        level,
        actions: unique(of.map(({ action }) => action.id)),
        of: service?.actions.filter((action) => action.level === level).length ?? 0,
        resources: unique(of.map(({ resource }) => resource)),
        conditional: of.every(({ conditioned, limitedBy }) => conditioned || limitedBy.length > 0),
        because: [...new Set(of.map(({ because }) => because))],
      };
    }),
  };
}

function takenAway(entries: readonly Entry[]): TakenAway[] {
  const taken = entries.flatMap((entry) => [
    ...(entry.takenBy === undefined ? [] : [{ entry, by: entry.takenBy, whole: true }]),
    ...(entry.takenBy === undefined ? entry.limitedBy.map((by) => ({ entry, by, whole: false })) : []),
  ]);
  const grouped = Map.groupBy(taken, ({ by, whole }) => JSON.stringify([by, whole]));
  return [...grouped.values()].flatMap((of) => {
    const [first] = of;
    if (first === undefined) return [];
    return {
      by: first.by,
      whole: first.whole,
      services: unique(of.map(({ entry }) => entry.action.service)),
      actions: new Set(of.map(({ entry }) => entry.action.index)).size,
    };
  });
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

import { ACCESS_LEVELS, type AccessLevel } from "../catalogue/service.ts";
import { both, numbersOf, share, unionOf } from "./access/action-set.ts";
import type { Grant, Taker } from "./access/grants.ts";
import type { Cell } from "./access/tables.ts";
import { createWorkings, type Workings } from "./access/workings.ts";
import { effectiveAccess, type Taken } from "./effective-access.ts";
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
  by: Taker;
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

/**
 * Answers what a principal can do by its own policies, by service, access level and resource, and what is taken away of it.
 * Actions are listed only on resources of their own types; too many policies are a Failure "too-large".
 */
export function whatCan(estate: Estate, { principal }: { principal: string }): WhatCan {
  const workings = createWorkings(estate.catalogue);
  const { grants, taken, lacking } = effectiveAccess(estate, findHeld(estate, principal), workings);
  const levels = workings.tables.cells.flatMap((cell) => levelAccess(workings, cell, grants));
  const byService = Map.groupBy(levels, ({ service }) => service);
  return {
    principal,
    services: [...byService].map(([service, of]) => ({
      service,
      name: estate.catalogue.service(service)?.name ?? service,
      levels: of
        .map(({ access }) => access)
        .toSorted((one, other) => ACCESS_LEVELS.indexOf(one.level) - ACCESS_LEVELS.indexOf(other.level)),
    })),
    takenAway: taken.map((one) => takenAway(workings, one)),
    lacking,
    assumed: [...ASSUMED, MORE],
  };
}

function levelAccess({ budget, tables }: Workings, { service, level, actions: cell }: Cell, grants: readonly Grant[]) {
  budget.spend(20 * grants.length);
  const of = grants.filter(({ actions }) => share(actions, cell));
  if (of.length === 0) return [];
  const sources = [...new Set(of.flatMap((grant) => grant.sources))];
  budget.spend(300 * (of.length + sources.length));
  const actions = unionOf(of.map((grant) => both(grant.actions, cell)));
  const access: LevelAccess = {
    level,
    actions: numbersOf(actions).flatMap((number) => tables.actions[number]?.id ?? []),
    of: numbersOf(cell).length,
    resources: [...new Set(of.map(({ resource }) => resource.text))].sort(),
    conditional: of.every(({ limits }) => limits.length > 0),
    because: sources.filter((given) => share(given.actions, cell)).map(({ reason }) => reason),
  };
  return [{ service, access }];
}

function takenAway({ budget, tables }: Workings, { by, whole, actions }: Taken): TakenAway {
  budget.spend(actions.length * tables.all.words.length + tables.cells.length * 20);
  const all = unionOf(actions);
  const services = tables.cells.filter((cell) => share(cell.actions, all)).map(({ service }) => service);
  return { by, whole, services: [...new Set(services)].sort(), actions: numbersOf(all).length };
}

import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { eligibleRoles } from "@gatehouse/core/access/eligible-roles";
import { comparedIdentities } from "@gatehouse/core/access/identity";
import type { Person } from "@gatehouse/core/actor";
import type { App } from "../app.ts";
import type { Estate } from "../estate/estate.ts";
import { createRemembered, type Remembered } from "./remembered.ts";
import { worldOf } from "./world.ts";

/** Roles, and since when all of them are true. */
export type RoleList = { roles: EligibleRole[]; asOf?: string };

export type EligibleLists = { all: RoleList; forConsole: RoleList };

type Known = {
  lists: EligibleLists;
  parts: readonly unknown[];
  /** Roles that other rules than their own tags grant, as they were. */
  untagged: ReadonlyMap<string, unknown>;
  asOf: ReadonlyMap<string, string | undefined>;
  checkedAt: number;
};

const KIND = "iam-role";
/** Of all lists together, some 100 MB: one person may have a row or all there are. */
const MOST_ROWS = 200_000;
/** The "as of" of a remembered list is compared again after so long. */
const CHECK_MS = 1_000;

/** Pages ask again and again for what seldom changes: lists are remembered for as long as all that they came from stands. */
const remembered = new WeakMap<Estate, Remembered<Known>>();

/** Answers the roles that this person may use, as they are in memory at this moment. */
export function eligibleRolesOf(app: App, person: Person): EligibleLists {
  const people = remembered.get(app.estate) ?? createRemembered(MOST_ROWS, rowsOf);
  remembered.set(app.estate, people);
  const parts = partsOf(app, person);
  const known = people.get(person.name);
  if (known && stands(app, known, parts)) return known.lists;
  const made = makeLists(app, person, parts);
  people.set(person.name, made);
  return made.lists;
}

/** Values that are replaced, never changed, when something in a list changes: a role's change replaces the grants its tags make. */
function partsOf({ estate, hubs, config }: App, person: Person): readonly unknown[] {
  const identities = comparedIdentities(person, { lowerCaseGroups: config.groups.lower_case });
  const grants = identities.map((identity) => estate.grantsOf(identity));
  return [estate.accounts(), ...hubs.current().values(), ...identities, ...grants];
}

/** A list of no rows is remembered too, and takes its room. */
function rowsOf({ lists }: Known): number {
  return lists.all.roles.length + 1;
}

function stands(app: App, known: Known, parts: readonly unknown[]): boolean {
  if (known.parts.length !== parts.length || !known.parts.every((part, at) => part === parts[at])) return false;
  for (const [arn, role] of known.untagged) if (app.estate.role(arn) !== role) return false;
  const now = app.now();
  if (now - known.checkedAt < CHECK_MS) return true;
  for (const [accountId, asOf] of known.asOf) if (app.estate.asOf(accountId, KIND) !== asOf) return false;
  known.checkedAt = now;
  return true;
}

function makeLists(app: App, person: Person, parts: readonly unknown[]): Known {
  const world = worldOf(app);
  // Objects that were read from JSON are written as JSON a third faster, and a list is written many times.
  const roles = JSON.parse(JSON.stringify(eligibleRoles(person, world))) as EligibleRole[];
  const grants = comparedIdentities(person, world.naming).flatMap((identity) => app.estate.grantsOf(identity));
  const untagged = grants.filter(({ rule }) => rule.kind !== "tag").map(({ roleArn }) => roleArn);
  return {
    lists: { all: toList(roles), forConsole: toList(roles.filter(({ use }) => use !== "cli-only")) },
    parts,
    untagged: new Map(untagged.map((arn) => [arn, app.estate.role(arn)])),
    asOf: new Map(roles.map(({ accountId }) => [accountId, app.estate.asOf(accountId, KIND)])),
    checkedAt: app.now(),
  };
}

function toList(roles: EligibleRole[]): RoleList {
  const times = roles.flatMap(({ asOf }) => asOf ?? []);
  const [oldest] = times.toSorted();
  return oldest === undefined ? { roles } : { roles, asOf: oldest };
}

import type { World } from "../access/estate-view.ts";
import { EXACT_GROUPS, normalizeIdentity } from "../access/identity.ts";
import type { Person } from "../actor.ts";
import { ADMIN_GROUPS, type Authority } from "../admin-groups.ts";
import { authorize } from "../authorize.ts";
import type { Settings } from "../settings.ts";
import { accessChanges, isGain } from "./access-changes.ts";
import type { NamedChange, SettingsEffect } from "./effect.ts";

/** Settings, and who is named in the admin groups while they are in force. */
export type Standing = { settings: Settings; authority: Authority };

/** More changes than a reader looks at; the counts tell of all. */
const MOST = 200;

/** Works out who would gain and who would lose what, were `after` in force instead of `before`. */
export function settingsEffect(
  actor: Person,
  change: { before: Standing; after: Standing },
  world: World,
): SettingsEffect {
  const { before, after } = change;
  const { naming = EXACT_GROUPS } = world;
  const [gains = [], losses = []] = split(accessChanges(before.settings, after.settings, world));
  const lists = (standing: Standing) => namedLists(standing, (name) => normalizeIdentity(name, naming));
  const named = namedChanges(lists(before), lists(after));
  return {
    gains: gains.slice(0, MOST),
    losses: losses.slice(0, MOST),
    gainCount: gains.length,
    lossCount: losses.length,
    named: named.slice(0, MOST),
    namedCount: named.length,
    locksOut: mayEdit(actor, before) && !mayEdit(actor, after),
  };
}

function mayEdit(actor: Person, { authority }: Standing): boolean {
  return authorize(actor, "edit-settings", authority).allowed;
}

function split(changes: ReturnType<typeof accessChanges>) {
  return [changes.filter(isGain), changes.filter((change) => !isGain(change))];
}

/** Every list in the settings that gives a right by naming people and groups. */
function namedLists({ settings, authority }: Standing, compared: (name: string) => string): Map<string, Set<string>> {
  const lists = new Map<string, Set<string>>();
  const add = (list: string, name: string): void => {
    lists.set(list, (lists.get(list) ?? new Set()).add(compared(name)));
  };
  for (const group of ADMIN_GROUPS) for (const name of authority.groups[group]) add(`groups.${group}`, name);
  for (const [name, { roles }] of Object.entries(settings.no_ip_restrictions))
    for (const role of roles) add(`no_ip_restrictions for ${role === "*" ? "all roles" : role}`, name);
  return lists;
}

function namedChanges(before: Map<string, Set<string>>, after: Map<string, Set<string>>): NamedChange[] {
  const NONE: ReadonlySet<string> = new Set();
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((list) => {
    const was = before.get(list) ?? NONE;
    const is = after.get(list) ?? NONE;
    const added = [...is].filter((identity) => !was.has(identity));
    const removed = [...was].filter((identity) => !is.has(identity));
    return [
      ...added.map((identity) => ({ list, identity, change: "added" as const })),
      ...removed.map((identity) => ({ list, identity, change: "removed" as const })),
    ];
  });
}

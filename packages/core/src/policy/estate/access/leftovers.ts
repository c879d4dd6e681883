import { type ActionSet, both, isEmpty, share, without } from "./action-set.ts";
import type { Grant } from "./grants.ts";
import { withFelt } from "./grants.ts";
import { ALWAYS, isAmong, isFelt, leavesNothing, type Limit } from "./limits.ts";
import { covers, narrower, type Resource } from "./resource.ts";
import { indexWider } from "./wider.ts";
import type { Workings } from "./workings.ts";

/** What one side is granted and the other is not; otherHas where the other has it as well, but under other limits. */
export type Leftover = Grant & { otherHas: boolean };

/**
 * Answers what is left of one side's grants after the other's. A grant is gone only where a pattern of the other covers
 * its own, and whatever limits the other there limits this one as well; limits are compared by what they say.
 */
export function leftoversOf(workings: Workings, one: readonly Grant[], other: readonly Grant[]): Leftover[] {
  const leftovers: Leftover[] = [];
  const wider = indexWider(other, workings.budget);
  const queue = one.toReversed();
  for (let grant = queue.pop(); grant !== undefined; grant = queue.pop()) {
    const { left, limited } = afterUnlimited(workings, grant, wider(grant.resource));
    const { rest, denied } = afterDenied(workings, { ...grant, actions: left }, limited);
    queue.push(...denied);
    let alone = rest;
    for (const { actions } of limited) {
      if (isEmpty(alone)) break;
      workings.budget.spend(100 + 2 * alone.words.length);
      alone = without(alone, actions);
    }
    const shared = without(rest, alone);
    if (!isEmpty(alone)) leftovers.push({ ...grant, actions: alone, otherHas: false });
    if (!isEmpty(shared)) leftovers.push({ ...grant, actions: shared, otherHas: true });
  }
  return leftovers;
}

type Limited = { actions: ActionSet; blocking: readonly Limit[] };

/** What of a grant the other side has not without further limits, and what it has under such. */
function afterUnlimited(
  { budget }: Workings,
  grant: Grant,
  other: readonly Grant[],
): { left: ActionSet; limited: Limited[] } {
  let left = grant.actions;
  const limited: Limited[] = [];
  for (const has of other) {
    if (isEmpty(left)) break;
    if (!covers(has.resource, grant.resource, budget)) continue;
    budget.spend(100 + 2 * left.words.length + 50 * has.limits.length * (1 + grant.limits.length));
    if (!share(left, has.actions)) continue;
    if (has.limits.some((limit) => leavesNothing(limit, grant.resource, budget))) continue;
    const blocking = has.limits.filter(
      (limit) => isFelt(limit, grant.resource, budget) && !isAmong(limit, grant.limits),
    );
    if (blocking.length === 0) left = without(left, has.actions);
    else limited.push({ actions: has.actions, blocking });
  }
  return { left, limited };
}

/** Takes apart what the other side has but for places where it is denied for ever: only these are left of it. */
function afterDenied(
  workings: Workings,
  grant: Grant,
  limited: readonly Limited[],
): { rest: ActionSet; denied: readonly Grant[] } {
  const denied: Grant[] = [];
  let rest = grant.actions;
  for (const { actions, blocking } of limited) {
    const places = deniedPlaces(workings, blocking, grant.resource);
    if (places === undefined) continue;
    workings.budget.spend((500 + 3 * rest.words.length) * (1 + places.length));
    const hit = both(rest, actions);
    rest = without(rest, hit);
    for (const resource of places) {
      const there = both(hit, workings.fitting(resource));
      if (!isEmpty(there)) denied.push(withFelt(workings, { ...grant, resource, actions: there }));
    }
  }
  return { rest, denied };
}

/** The places where the other side is denied for ever, where nothing else stands between and they can be written. */
function deniedPlaces(
  { budget }: Workings,
  blocking: readonly Limit[],
  resource: Resource,
): readonly Resource[] | undefined {
  const places: Resource[] = [];
  for (const { kind, text, on } of blocking) {
    if (kind !== "unless" || text !== ALWAYS || on === undefined) return undefined;
    const place = narrower(on, resource, budget);
    if (place === undefined || place === resource) return undefined;
    places.push(place);
  }
  return places;
}

import type { StatementReason } from "../reason.ts";
import { type ActionSet, both, isEmpty, NO_ACTIONS, share, without } from "./action-set.ts";
import type { Given, Item } from "./items.ts";
import { ALWAYS, isFelt, type Limit, limitText } from "./limits.ts";
import { covers, meets, narrower, type Resource } from "./resource.ts";
import type { Workings } from "./workings.ts";

/** Actions that are allowed on one resource under the same limits, and the statements that allow them or more. */
export type Grant = { resource: Resource; limits: readonly Limit[]; actions: ActionSet; sources: readonly Given[] };

/** A policy that must allow: a boundary, or one level of service control policies. */
export type LayerName = { policy: "boundary" | "service-control"; holder: string };
export type Layer = { name: LayerName; allows: readonly Item[] };

/** What takes access away, or limits it. */
export type Taker = StatementReason | LayerName;

/** Hears of what is taken; whole is false where a part is left, or all of it under conditions. */
export type OnTaken = (by: Taker, actions: ActionSet, whole: boolean) => void;

type Tools = { workings: Workings; onTaken: OnTaken };

/** Answers what is left of a grant by every Deny: without what one takes wholly, and apart by what others limit. */
export function throughDenies(tools: Tools, grant: Grant, denies: readonly Item[]): Grant[] {
  let grants = [grant];
  for (const deny of denies) grants = grants.flatMap((one) => throughDeny(tools, one, deny));
  return grants;
}

function throughDeny({ workings: { budget }, onTaken }: Tools, grant: Grant, deny: Item): Grant[] {
  if (!meets(deny.resource, grant.resource, budget)) return [grant];
  budget.spend(grant.actions.words.length);
  if (!share(grant.actions, deny.actions)) return [grant];
  const isWhole = covers(deny.resource, grant.resource, budget);
  const taken = both(grant.actions, deny.actions);
  budget.spend(500 + 3 * taken.words.length + 100 * deny.sources.length);
  const isGone = isWhole && deny.conditions.length === 0;
  for (const { reason, actions } of deny.sources) onTaken(reason, both(actions, taken), isGone);
  const left = without(grant.actions, taken);
  const rest = isEmpty(left) ? [] : [{ ...grant, actions: left }];
  if (isGone) return rest;
  const limit: Limit = {
    kind: "unless",
    text: deny.conditions.length === 0 ? ALWAYS : deny.conditions.join(" "),
    on: isWhole ? undefined : deny.resource,
  };
  return [...rest, { ...grant, limits: [...grant.limits, limit], actions: taken }];
}

/** Answers what a layer leaves of a grant: as it is where the layer allows it all, and narrower or limited elsewhere. */
export function throughLayer({ workings, onTaken }: Tools, grant: Grant, { name, allows }: Layer): Grant[] {
  const { budget } = workings;
  const meeting = allows.filter((item) => {
    if (!meets(item.resource, grant.resource, budget)) return false;
    budget.spend(grant.actions.words.length);
    return share(item.actions, grant.actions);
  });
  const isFree = ({ resource, conditions }: Item): boolean =>
    conditions.length === 0 && covers(resource, grant.resource, budget);
  const free = both(grant.actions, workings.unionOf(meeting.filter(isFree)));
  let left = without(grant.actions, free);
  const passed: Grant[] = isEmpty(free) ? [] : [{ ...grant, actions: free }];
  if (isEmpty(left)) return passed;
  const limited = meeting.flatMap((item) => {
    const one = limitedTo(workings, { ...grant, actions: left }, item);
    return isEmpty(one.actions) ? [] : one;
  });
  const some = workings.unionOf(limited);
  left = without(left, some);
  if (!isEmpty(left)) onTaken(name, left, true);
  if (!isEmpty(some)) onTaken(name, some, false);
  return [...passed, ...limited];
}

function limitedTo({ budget, fitting }: Workings, grant: Grant, item: Item): Grant {
  const resource = narrower(item.resource, grant.resource, budget);
  const ifs = item.conditions.map((text): Limit => ({ kind: "if", text, on: undefined }));
  const within: Limit[] = resource === undefined ? [{ kind: "within", text: "", on: item.resource }] : [];
  const hit = both(grant.actions, item.actions);
  budget.spend(500 + 3 * hit.words.length);
  return {
    ...grant,
    resource: resource ?? grant.resource,
    limits: [...grant.limits, ...ifs, ...within],
    actions: isEmpty(hit) ? NO_ACTIONS : both(hit, fitting(resource ?? item.resource)),
  };
}

/** Brings together grants on the same resource under the same limits; limits that are not felt there are left out. */
export function joined(workings: Workings, grants: readonly Grant[]): Grant[] {
  const byPlace = Map.groupBy(
    grants.map((grant) => withFelt(workings, grant)),
    ({ resource, limits }) => [resource.text, ...limits.map(limitText)].join("\n"),
  );
  return [...byPlace.values()].flatMap((of) => {
    const [first] = of;
    if (first === undefined || of.length === 1) return first ?? [];
    return { ...first, actions: workings.unionOf(of), sources: [...new Set(of.flatMap(({ sources }) => sources))] };
  });
}

/** Leaves out the limits that are not felt on a grant's resource, and sorts the others, each once. */
export function withFelt({ budget }: Workings, grant: Grant): Grant {
  if (grant.limits.length === 0) return grant;
  budget.spend(grant.limits.length * 200);
  const felt = grant.limits.filter((limit) => isFelt(limit, grant.resource, budget));
  const byText = new Map(felt.map((limit) => [limitText(limit), limit]));
  return { ...grant, limits: [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, limit]) => limit) };
}

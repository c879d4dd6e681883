import { type ActionSet, hasNumber, isEmpty } from "./access/action-set.ts";
import { type Grant, joined, type Layer, type Taker, throughDenies, throughLayer } from "./access/grants.ts";
import { type NamedSource, readItems } from "./access/items.ts";
import { covers } from "./access/resource.ts";
import { createWorkings, type Workings } from "./access/workings.ts";
import { treeOf } from "./documents.ts";
import type { Estate } from "./estate.ts";
import { type Held, lackingOf, sourceAt } from "./held.ts";
import { boundBy } from "./layers-of.ts";
import type { Source, StatementReason } from "./reason.ts";
import { targetOf } from "./target.ts";

/** Actions of which one policy or layer takes the whole, or a part or all under conditions. */
export type Taken = { by: Taker; whole: boolean; actions: readonly ActionSet[] };

/** What a principal's own policies allow it, and what is taken away of that. */
export type Access = { grants: readonly Grant[]; taken: readonly Taken[]; lacking: readonly string[] };

/**
 * Answers what a principal's own policies allow, by sets of actions and patterns of resources, after its boundary, its
 * service control policies and every Deny. What only a resource's policy grants is not in it. Policies that would take
 * too long are a Failure "too-large".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function effectiveAccess(estate: Estate, held: Held, workings = createWorkings(estate.catalogue)): Access {
  const target = targetOf(estate, { action: "*", resource: "*" });
  const { serviceControl } = boundBy(estate, held.principal, target);
  const own = held.set.documents.map((document, index): NamedSource => ({
    document,
    source: sourceAt(estate, held.principal, index) ?? { policy: "identity", name: "", holder: held.principal.arn },
  }));
  const layers = [
    ...boundaryOf(held),
    ...serviceControl.documents.map((documents, level) =>
      documents.flatMap((document, index): NamedSource[] => {
        const source = serviceControl.sources[level]?.[index];
        return source === undefined ? [] : [{ document, source }];
      }),
    ),
  ];
  return {
    ...accessBy(workings, own, layers),
    lacking: [...lackingOf(estate, held), ...serviceControl.lacking],
  };
}

/** A boundary that was not read, or cannot be, is told as lacking and limits nothing. */
function boundaryOf({ principal, boundary }: Held): NamedSource[][] {
  if (boundary === undefined || treeOf(boundary) === undefined) return [];
  const { permissionsBoundary: arn = "" } = principal;
  const source: Source = { policy: "boundary", name: arn.slice(arn.lastIndexOf("/") + 1), arn, holder: principal.arn };
  return [[{ document: boundary, source }]];
}

function accessBy(
  workings: Workings,
  own: readonly NamedSource[],
  levels: readonly (readonly NamedSource[])[],
): Omit<Access, "lacking"> {
  const allows = readItems(workings, own, "Allow");
  const denies = readItems(workings, [own, ...levels].flat(), "Deny");
  const layers = levels.map((documents): Layer => {
    const [{ source } = { source: undefined }] = documents;
    const policy = source?.policy === "boundary" ? "boundary" : "service-control";
    return { name: { policy, holder: source?.holder ?? "" }, allows: readItems(workings, documents, "Allow") };
  });
  const { taken, onTaken } = collectTaken();
  const tools = { workings, onTaken };
  const always = denies.filter(({ conditions }) => conditions.length === 0);
  const first = allows.map(({ resource, conditions, actions, sources }): Grant => ({
    resource,
    limits: conditions.map((text) => ({ kind: "if", text, on: undefined })),
    actions,
    sources,
  }));
  // What a Deny takes wholly is its doing, whatever a layer says of it.
  let grants = first.flatMap((grant) => {
    const whole = always.filter(({ resource }) => covers(resource, grant.resource, workings.budget));
    return throughDenies(tools, grant, whole);
  });
  for (const layer of layers)
    grants = joined(
      workings,
      grants.flatMap((grant) => throughLayer(tools, grant, layer)),
    );
  grants = grants.flatMap((grant) => throughDenies(tools, grant, denies));
  return { grants: joined(workings, grants), taken: taken() };
}

/** Collects by taker, of which each is one object, and by whether it takes the whole. */
function collectTaken() {
  const taken = new Map<Taker, { whole: ActionSet[]; part: ActionSet[] }>();
  return {
    onTaken: (by: Taker, actions: ActionSet, whole: boolean): void => {
      if (isEmpty(actions)) return;
      const of = taken.get(by) ?? { whole: [], part: [] };
      taken.set(by, of);
      of[whole ? "whole" : "part"].push(actions);
    },
    taken: (): Taken[] =>
      [...taken].flatMap(([by, { whole, part }]) => [
        ...(whole.length === 0 ? [] : [{ by, whole: true, actions: whole }]),
        ...(part.length === 0 ? [] : [{ by, whole: false, actions: part }]),
      ]),
  };
}

/** Where one action is allowed. */
export type Allowed = { resource: string; conditional: boolean; because: StatementReason };

/** Answers on which patterns an action is allowed, and by which statement each. */
export function allowedFor({ catalogue }: Estate, { grants }: Access, action: string): Allowed[] {
  const number = catalogue.action(action)?.index;
  if (number === undefined) return [];
  return grants.flatMap(({ resource, limits, actions, sources }) => {
    const given = hasNumber(actions, number) ? sources.find((one) => hasNumber(one.actions, number)) : undefined;
    if (given === undefined) return [];
    return { resource: resource.text, conditional: limits.length > 0, because: given.reason };
  });
}

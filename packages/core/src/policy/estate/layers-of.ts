import type { Because, Place } from "../decision.ts";
import type { Policies } from "../evaluate.ts";
import { guardsOn } from "../guards.ts";
import type { Principal } from "../request.ts";
import { compiledOf, readableOf } from "./documents.ts";
import type { Estate } from "./estate.ts";
import { type Levels, NO_LEVELS } from "./guards-of.ts";
import { compiledSet, type Held, lackingOf, sourceAt } from "./held.ts";
import { type Reason, type Source, toReason } from "./reason.ts";
import type { Target } from "./target.ts";

/** The policies that bear on one principal and one target, and those that should be there but were not read. */
export type Layers = {
  policies: Policies;
  lacking: readonly string[];
  /** Puts a policy's name to a reason of the decision. */
  reason(because: Because | Place): Reason;
};

/** The control policies that bind a call. */
export type Bound = { serviceControl: Levels; resourceControl: Levels };

/** Answers the control policies that bind a caller and a target: none binds a service-linked role or the management account. */
export function boundBy(estate: Estate, principal: Principal, target: Target): Bound {
  const { accountId = principal.accountId, question } = target;
  const request = { principal, ...question, resourceAccountId: accountId, context: {} };
  const binds = guardsOn(request, estate.facts.organization?.managementAccountId);
  return {
    serviceControl: binds.serviceControl ? estate.guards(principal.accountId).serviceControl : NO_LEVELS,
    resourceControl: binds.resourceControl ? estate.guards(accountId).resourceControl : NO_LEVELS,
  };
}

/** Gathers the policies that AWS would look at for a principal and a target, and says of which kinds one was not read. */
export function policiesOf(held: Held, target: Target, { serviceControl, resourceControl }: Bound): Policies {
  const policy = target.policy && compiledOf(target.policy);
  const boundary = held.boundary && readableOf(held.boundary);
  // To others it would have to grant, which is not guessed.
  const isOwn = target.accountId === undefined || target.accountId === held.principal.accountId;
  return {
    identity: compiledSet(held.set),
    boundary,
    serviceControl: serviceControl.compiled,
    resourceControl: resourceControl.compiled,
    resource: target.isTrust ? undefined : policy,
    trust: target.isTrust ? policy : undefined,
    unread: UNREAD.filter(
      (kind) =>
        (kind === "identity" && held.isUnread) ||
        (kind === "boundary" && boundary === undefined && held.principal.permissionsBoundary !== undefined) ||
        (kind === "resource" && target.isUnread && isOwn) ||
        (kind === "service-control" && serviceControl.lacking.length > 0) ||
        (kind === "resource-control" && resourceControl.lacking.length > 0),
    ),
  };
}

const UNREAD = ["identity", "boundary", "resource", "service-control", "resource-control"] as const;

/** Answers the policies that bear on a principal and a target, what of them is lacking, and how its reasons are named. */
export function layersOf(estate: Estate, held: Held, target: Target): Layers {
  const bound = boundBy(estate, held.principal, target);
  return {
    policies: policiesOf(held, target, bound),
    lacking: [
      ...lackingOf(estate, held),
      ...bound.serviceControl.lacking,
      ...target.lacking,
      ...bound.resourceControl.lacking,
    ],
    reason: reasonsOf(estate, { held, target, bound }),
  };
}

type Asked = { held: Held; target: Target; bound: Bound };

/** Answers how the reasons of decisions on a principal and a target are named. */
export function reasonsOf(estate: Estate, { held, target, bound }: Asked): Layers["reason"] {
  const sourceOf = ({ policy, level = 0, ...place }: Because | Place): Source | undefined => {
    const document = "document" in place ? place.document : 0;
    if (policy === "identity") return sourceAt(estate, held.principal, document);
    if (policy === "boundary") return boundaryOf(held);
    if (policy === "service-control") return bound.serviceControl.sources[level]?.[document];
    if (policy === "resource-control") return bound.resourceControl.sources[level]?.[document];
    return target.source;
  };
  return (because) => toReason(because, sourceOf(because), held.principal.arn);
}

function boundaryOf({ principal: { arn: holder, permissionsBoundary: arn = "" } }: Held): Source {
  return { policy: "boundary", name: arn.slice(arn.lastIndexOf("/") + 1), arn, holder };
}

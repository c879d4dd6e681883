import type { Because, Decision, Hanging, PolicyKind } from "../decision.ts";
import { parsePolicy, type PolicyDocument } from "../document.ts";
import { credentialsReach, isFederatedUser } from "../credentials.ts";
import { evaluate, type Policies } from "../evaluate.ts";
import { mustAllow } from "../must-allow.ts";
import { type AccessRequest, toQuestion } from "../request.ts";

/** What the policies of one kind say by themselves; "none" where there are none of it. */
export type LayerState = "allows" | "denies" | "silent" | "depends" | "none";

export type Layer = { policy: PolicyKind; state: LayerState; because: readonly Because[]; on: readonly Hanging[] };

/** AWS's order after every explicit deny; its page does not speak of VPC endpoints, whose policies come last here. */
const ORDER: readonly PolicyKind[] = [
  "resource-control",
  "service-control",
  "resource",
  "trust",
  "identity",
  "boundary",
  "session",
  "vpc-endpoint",
];

const all = (principal: object): PolicyDocument =>
  parsePolicy(
    JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", ...principal, Action: "*", Resource: "*" },
    }),
  );
const EVERYTHING = all({});
const OPEN = all({ Principal: "*" });

/** What the side of the resource must say for a layer of the caller to be heard: within one account it must not name the caller. */
function sideOfResource({ principal, action, resource, resourceAccountId }: AccessRequest): Partial<Policies> {
  if (principal.accountId !== resourceAccountId) return { resource: OPEN };
  return mustAllow(action, resource) === undefined
    ? {}
    : { resource: all({ Principal: { AWS: principal.accountId } }) };
}

/**
 * Answers what each kind of policy says to a request by itself, in AWS's order: every kind is asked with all others
 * saying yes, so that a reader sees also what another kind has already decided.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function askByLayer(request: AccessRequest, policies: Policies): Layer[] {
  const { trust, resource, unread = [] } = policies;
  const others: Policies = {
    identity: [EVERYTHING],
    serviceControl: [],
    managementAccountId: policies.managementAccountId,
    // Whoever has a boundary is denied by NotPrincipal, whatever it says.
    boundary: policies.boundary !== undefined || unread.includes("boundary") ? EVERYTHING : undefined,
    ...sideOfResource(request),
  };
  const own: Partial<Record<PolicyKind, Partial<Policies> | undefined>> = {
    "service-control": policies.serviceControl.length > 0 ? { serviceControl: policies.serviceControl } : undefined,
    "resource-control": policies.resourceControl?.length ? { resourceControl: policies.resourceControl } : undefined,
    boundary: policies.boundary && { boundary: policies.boundary },
    session: policies.session ? { session: policies.session } : limitOf(request),
    identity: { identity: policies.identity },
    resource: resource && { resource, resourceMustAllow: true },
    trust: trust && { trust },
    "vpc-endpoint": policies.endpoint && {
      endpoint: policies.endpoint,
      endpointIsGateway: policies.endpointIsGateway ?? false,
    },
  };
  // The policy of a role that is to be assumed is its trust policy.
  const other: PolicyKind = trust === undefined ? "trust" : "resource";
  return ORDER.filter((policy) => policy !== other).map((policy) => {
    const of = own[policy];
    return of === undefined
      ? { policy, state: "none", because: [], on: [] }
      : layerOf(policy, evaluate(request, { ...others, ...of }));
  });
}

/** AWS's own limits of temporary credentials stand in the place of a session policy that allows nothing. */
function limitOf(request: AccessRequest): Partial<Policies> | undefined {
  return isFederatedUser(request.principal) || !credentialsReach(toQuestion(request)) ? { session: [] } : undefined;
}

function layerOf(policy: PolicyKind, decision: Decision): Layer {
  const because = decision.because.filter((one) => one.policy === policy);
  const on = decision.effect === "conditional" ? decision.on.filter((one) => one.policy === policy) : [];
  return { policy, state: stateOf(policy, decision), because, on };
}

function stateOf(policy: PolicyKind, { effect, blockedBy }: Decision): LayerState {
  if (effect === "conditional") return "depends";
  if (effect === "explicitly-denied") return "denies";
  return effect === "implicitly-denied" && blockedBy === policy ? "silent" : "allows";
}

import { parseArn } from "../arn.ts";
import { conclude, type Voice } from "./conclude.ts";
import { credentialsReach, isFederatedUser, needsNoPermission } from "./credentials.ts";
import type { Decision, PolicyKind } from "./decision.ts";
import type { PolicyDocument } from "./document.ts";
import { allowsBy, askCaller, askResource, type Hearing, type Names, openHearing } from "./gather.ts";
import { guardsOn } from "./guards.ts";
import type { Naming } from "./principals.ts";
import { type AccessRequest, hasNoPolicies, type KnownValues, type Principal, toQuestion } from "./request.ts";

/** All policies that bear on one request. A level of service or resource control is the root, a unit or the account. */
export type Policies = {
  identity: readonly PolicyDocument[];
  boundary?: PolicyDocument | undefined;
  session?: PolicyDocument | undefined;
  /** Each level must allow; whom these policies never bind is spared without a word. */
  serviceControl: readonly (readonly PolicyDocument[])[];
  /** The same on the side of the resource's account. */
  resourceControl?: readonly (readonly PolicyDocument[])[];
  /** The account of the organization that no control policy binds. */
  managementAccountId?: string | undefined;
  /** The policy of the VPC endpoint that the request goes through; it must allow. */
  endpoint?: PolicyDocument | undefined;
  /** Whether that endpoint is a gateway; any other is an interface. */
  endpointIsGateway?: boolean;
  resource?: PolicyDocument | undefined;
  /** A KMS key policy must allow even within its account; any other resource-based policy need not. */
  resourceMustAllow?: boolean;
  /** The trust policy of the role to assume; it stands in the place of resource and must allow. */
  trust?: PolicyDocument | undefined;
};

/**
 * Decides one request as AWS does, with the reasons: an explicit deny wins, then each kind of policy must allow in AWS's
 * order. Where the answer hangs on a key that nobody knows it is conditional. What of the context many requests have in
 * common may be passed ready.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function evaluate(request: AccessRequest, policies: Policies, common?: KnownValues): Decision {
  const question = toQuestion(request, common);
  if (needsNoPermission(question.action)) return { effect: "allowed", because: [] };
  const hearing = openHearing(question, policies.boundary !== undefined);
  const guards = hearGuards(hearing, policies);
  const resource = hearResource(hearing, policies);
  const caller = hearCaller(hearing, policies);
  const demands = (bound: keyof Names): readonly Voice[] => [
    ...guards,
    ...demandsOn(request, policies, { naming: resource[bound], resource: resource.voice, caller }),
  ];
  return conclude(hearing, { certain: demands("certain"), possible: demands("possible") });
}

/** What binds a request whoever is named: AWS's own limits of the credentials, the organization and the way through a VPC endpoint. */
function hearGuards(hearing: Hearing, policies: Policies): Voice[] {
  const { question } = hearing;
  const { serviceControl, resourceControl } = guardsOn(question.request, policies.managementAccountId);
  return [
    ...(credentialsReach(question) ? [] : [{ policy: "session", allows: false } as const]),
    ...(resourceControl ? hearLevels(hearing, "resource-control", policies.resourceControl ?? []) : []),
    ...(serviceControl ? hearLevels(hearing, "service-control", policies.serviceControl) : []),
    ...(policies.endpoint === undefined ? [] : [hearEndpoint(hearing, policies.endpoint, policies.endpointIsGateway)]),
  ];
}

type Heard = { naming: Naming; resource: Voice; caller: readonly [identity: Voice, boundary: Voice, session: Voice] };

/** Which kinds of policy must allow this request, in the order in which AWS looks at them. */
function demandsOn(
  { principal, resourceAccountId }: AccessRequest,
  policies: Policies,
  { naming, resource, caller }: Heard,
): readonly Voice[] {
  if (hasNoPolicies(principal)) return [resource];
  // Across accounts both sides must allow. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
  if (principal.accountId !== resourceAccountId) return [...caller, resource];
  const [identity, boundary, session] = caller;
  // A session or user that is named itself is limited by no implicit deny of its own policies; a role that is named is, by boundary and session.
  if (naming === "direct") return [];
  if (naming === "role") return [boundary, session];
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html and IAM's trust policies: the account's own policies are not enough.
  if (policies.trust !== undefined || policies.resourceMustAllow === true)
    return [resource, identity, boundary, session];
  return caller;
}

function hearResource(hearing: Hearing, { resource, trust }: Policies): Names & { voice: Voice } {
  const policy = trust === undefined ? "resource" : "trust";
  const document = trust ?? resource;
  const names: Names =
    document === undefined ? { certain: "no", possible: "no" } : askResource(hearing, { policy }, document);
  return { ...names, voice: { policy, allows: allowsBy(names) } };
}

/**
 * To a gateway the name of an account means its root user alone.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#vpc-endpoint-policies-gateway
 */
function hearEndpoint(hearing: Hearing, document: PolicyDocument, isGateway = false): Voice {
  const policy = "vpc-endpoint";
  const { arn, accountId } = hearing.question.request.principal;
  const ignores = isGateway && !isRoot(arn, accountId) ? "account" : undefined;
  return { policy, allows: allowsBy(askResource(hearing, { policy, ignores }, document)) };
}

function hearCaller(hearing: Hearing, { identity, boundary, session }: Policies): Heard["caller"] {
  const { principal } = hearing.question.request;
  const heard = hear(hearing, "identity", identity);
  return [
    // The root user has every permission that no other kind of policy takes away, and whom it federates shares in it.
    isRoot(principal.roleArn ?? principal.arn, principal.accountId) ? { ...heard, allows: true } : heard,
    hear(hearing, "boundary", boundary && [boundary]),
    hear(hearing, "session", session ? [session] : sessionOf(principal)),
  ];
}

/**
 * A federated user without a session policy may do only what a resource-based policy grants it by name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html
 */
const sessionOf = (principal: Principal): [] | undefined => (isFederatedUser(principal) ? [] : undefined);

const isRoot = (arn: string, accountId: string): boolean =>
  arn.endsWith(":root") && parseArn(arn)?.accountId === accountId;

/** Asks the policies of one kind; where there are none of it, none is missing. */
function hear(hearing: Hearing, policy: PolicyKind, documents: readonly PolicyDocument[] | undefined): Voice {
  return { policy, allows: documents === undefined || askCaller(hearing, { policy }, documents) };
}

/** Every level must allow. */
function hearLevels(hearing: Hearing, policy: PolicyKind, levels: Policies["serviceControl"]): Voice[] {
  return levels.map((documents, level) => ({
    policy,
    level,
    allows: askCaller(hearing, { policy, level }, documents),
  }));
}

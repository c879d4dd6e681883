import { crossesAccounts } from "./across-accounts.ts";
import { isRootUser, unlocksBucket } from "./bucket-owner.ts";
import { conclude, type Voice } from "./conclude.ts";
import { credentialsReach, isFederatedUser, needsNoPermission } from "./credentials.ts";
import type { Decision, PolicyKind } from "./decision.ts";
import type { PolicyDocument } from "./document.ts";
import { allowsBy, askCaller, askResource, type Hearing, type Names, openHearing } from "./gather.ts";
import { guardsOn } from "./guards.ts";
import { mustAllow, needsBoth } from "./must-allow.ts";
import type { Naming } from "./principals.ts";
import { type AccessRequest, hasNoPolicies, type KnownValues, type Principal, toQuestion } from "./request.ts";

/** All policies that bear on one request. A level of service or resource control is the root, a unit or the account. */
export type Policies = {
  identity: readonly PolicyDocument[];
  boundary?: PolicyDocument | undefined;
  /** The policies that were given when the session began, inline and managed; what one of them allows all allow. */
  session?: readonly PolicyDocument[] | undefined;
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
  /** The policy of the resource must allow even within its account, as those must of which mustAllow tells. */
  resourceMustAllow?: boolean;
  /** The trust policy of the role to assume; it stands in the place of resource and must allow. */
  trust?: PolicyDocument | undefined;
  /** Kinds that limit the request, or must allow it, of which a policy is attached that nobody has read. */
  unread?: readonly PolicyKind[] | undefined;
};

/**
 * Decides one request as AWS does, with the reasons: an explicit deny wins, then each kind of policy must allow in AWS's
 * order. Where the answer hangs on a key that nobody knows, or on a policy that was not read, it is conditional. What of the context many requests have in
 * common may be passed ready.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function evaluate(request: AccessRequest, attached: Policies, common?: KnownValues): Decision {
  const question = toQuestion(request, common);
  if (needsNoPermission(question.action) && credentialsReach(question)) return { effect: "allowed", because: [] };
  const policies = unlocksBucket(request) ? withoutResource(attached) : attached;
  const unread = unreadOf(request, policies);
  const hearing = openHearing(question, policies.boundary !== undefined || unread.includes("boundary"));
  const guards = hearGuards(hearing, policies);
  const resource = hearResource(hearing, policies, unread);
  const caller = hearCaller(hearing, policies);
  const demands = (bound: keyof Names): readonly Voice[] => [
    ...guards,
    ...demandsOn(request, policies, { naming: resource[bound], resource: resource.voice, caller }),
  ];
  return conclude(hearing, { certain: demands("certain"), possible: demands("possible"), unread });
}

const withoutResource = (policies: Policies): Policies => ({
  ...policies,
  resource: undefined,
  unread: policies.unread?.filter((kind) => kind !== "resource"),
});

/**
 * A role without a trust policy or a key without a key policy is one whose policy was not read, for every one has it.
 * Within an account it may be in the way; to others it would have to grant, and what may grant is not guessed.
 */
function unreadOf(request: AccessRequest, { unread = NONE, trust, resource, managementAccountId }: Policies) {
  const isOwn = request.principal.accountId === request.resourceAccountId && !hasNoPolicies(request.principal);
  const mustBeRead = isOwn && trust === undefined && resource === undefined;
  const must = mustBeRead ? mustAllow(request.action, request.resource) : undefined;
  if (must === undefined && unread.length === 0) return NONE;
  const binds = guardsOn(request, managementAccountId);
  const kinds = unread.filter(
    (kind) =>
      (kind !== "service-control" || binds.serviceControl) && (kind !== "resource-control" || binds.resourceControl),
  );
  return must === undefined || kinds.includes(must) ? kinds : [...kinds, must];
}

const NONE: readonly PolicyKind[] = [];

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
  { principal, resourceAccountId, action, resource: target }: AccessRequest,
  policies: Policies,
  { naming, resource, caller }: Heard,
): readonly Voice[] {
  if (hasNoPolicies(principal)) return [resource];
  // Across accounts both sides must allow. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
  if (principal.accountId !== resourceAccountId)
    return [...caller, crossesAccounts(action) ? resource : { ...resource, allows: false }];
  // Without an auth policy VPC Lattice asks for none.
  if (needsBoth(action) && policies.resource !== undefined) return [...caller, resource];
  const [identity, boundary, session] = caller;
  // A session or user that is named itself is limited by no implicit deny of its own policies; a role that is named is, by boundary and session.
  if (naming === "direct") return [];
  if (naming === "role") return [boundary, session];
  // The account's own policies are not enough. https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
  if (policies.resourceMustAllow === true || mustAllow(action, target) !== undefined)
    return [resource, identity, boundary, session];
  return caller;
}

function hearResource(
  hearing: Hearing,
  { resource, trust }: Policies,
  unread: readonly PolicyKind[],
): Names & { voice: Voice } {
  const policy = trust === undefined ? "resource" : "trust";
  const document = trust ?? resource;
  // One that was not read may leave it to the caller's own policies; that it may be in the way is told apart.
  const silent = unread.includes("resource") || unread.includes("trust") ? "account" : "no";
  const names: Names =
    document === undefined ? { certain: silent, possible: silent } : askResource(hearing, { policy }, document);
  return { ...names, voice: { policy, allows: allowsBy(names) } };
}

/**
 * To a gateway the name of an account means its root user alone.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#vpc-endpoint-policies-gateway
 */
function hearEndpoint(hearing: Hearing, document: PolicyDocument, isGateway = false): Voice {
  const policy = "vpc-endpoint";
  const { arn, accountId } = hearing.question.request.principal;
  const ignores = isGateway && !isRootUser({ arn, accountId }) ? "account" : undefined;
  return { policy, allows: allowsBy(askResource(hearing, { policy, ignores }, document)) };
}

function hearCaller(hearing: Hearing, { identity, boundary, session }: Policies): Heard["caller"] {
  const { principal } = hearing.question.request;
  const heard = hear(hearing, "identity", identity);
  return [
    // The root user has every permission that no other kind of policy takes away, and whom it federates shares in it.
    isRootUser({ ...principal, arn: principal.roleArn ?? principal.arn }) ? { ...heard, allows: true } : heard,
    hear(hearing, "boundary", boundary && [boundary]),
    hear(hearing, "session", session ?? sessionOf(principal)),
  ];
}

/**
 * A federated user without a session policy may do only what a resource-based policy grants it by name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html
 */
const sessionOf = (principal: Principal): [] | undefined => (isFederatedUser(principal) ? [] : undefined);

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

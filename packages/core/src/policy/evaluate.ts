import { parseArn } from "../arn.ts";
import type { Because, Decision, PolicyKind } from "./decision.ts";
import type { PolicyDocument } from "./document.ts";
import { askCaller, askResource, type Said, type SaidOfCaller } from "./gather.ts";
import { type AccessRequest, type Principal, type Question, toQuestion } from "./request.ts";

/** All policies that bear on one request. A level of service or resource control is the root, a unit or the account. */
export type Policies = {
  identity: readonly PolicyDocument[];
  boundary?: PolicyDocument | undefined;
  session?: PolicyDocument | undefined;
  /** Each level must allow. Empty for the management account and for service-linked roles, which these policies never bind. */
  serviceControl: readonly (readonly PolicyDocument[])[];
  /** The same on the side of the resource's account. */
  resourceControl?: readonly (readonly PolicyDocument[])[];
  resource?: PolicyDocument | undefined;
  /** A KMS key policy must allow even within its account; any other resource-based policy need not. */
  resourceMustAllow?: boolean;
  /** The trust policy of the role to assume; it stands in the place of resource and must allow. */
  trust?: PolicyDocument | undefined;
};

type Heard = Said & { policy: PolicyKind; missing: Because | undefined };

const SILENT: SaidOfCaller = { allows: [], denies: undefined, naming: "no" };

/**
 * Decides one request as AWS does, with the reasons: an explicit deny wins, then each kind of policy must allow in AWS's order.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function evaluate(request: AccessRequest, policies: Policies): Decision {
  const question = toQuestion(request);
  const { service, federated } = request.principal;
  const resource = hearResource(question, policies);
  const guards = [
    hearLevels(question, "resource-control", policies.resourceControl ?? []),
    hearLevels(
      question,
      "service-control",
      service === undefined && federated === undefined ? policies.serviceControl : [],
    ),
  ];
  const caller = hearCaller(question, policies);
  const heard = [...guards, resource, ...caller];
  const denied = heard.find(({ denies }) => denies !== undefined);
  if (denied?.denies !== undefined)
    return { effect: "explicitly-denied", because: [denied.denies], blockedBy: denied.policy };
  const mustAllow = [...guards, ...demands(request, policies, { resource, caller })];
  const silent = mustAllow.find(({ missing }) => missing !== undefined);
  if (silent?.missing !== undefined)
    return { effect: "implicitly-denied", because: [silent.missing], blockedBy: silent.policy };
  return { effect: "allowed", because: heard.flatMap(({ allows }) => allows) };
}

type Sides = { resource: Heard & SaidOfCaller; caller: readonly [identity: Heard, boundary: Heard, session: Heard] };

/** Which kinds of policy must allow this request, in the order in which AWS looks at them. */
function demands(
  { principal, resourceAccountId }: AccessRequest,
  policies: Policies,
  { resource, caller }: Sides,
): readonly Heard[] {
  // A service or an identity provider has no policies of its own.
  if (principal.service !== undefined || principal.federated !== undefined) return [resource];
  // Across accounts both sides must allow. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
  if (principal.accountId !== resourceAccountId) return [...caller, resource];
  const [identity, boundary, session] = caller;
  // A session or user that is named itself is limited by no implicit deny of its own policies; a role that is named is, by boundary and session.
  if (resource.naming === "direct") return [];
  if (resource.naming === "role") return [boundary, session];
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html and IAM's trust policies: the account's own policies are not enough.
  if (policies.trust !== undefined || policies.resourceMustAllow === true)
    return [resource, identity, boundary, session];
  return caller;
}

function hearResource(question: Question, { resource, trust }: Policies): Heard & SaidOfCaller {
  const policy = trust === undefined ? "resource" : "trust";
  const document = trust ?? resource;
  const { allows, denies, naming } = document === undefined ? SILENT : askResource(document, question, { policy });
  return { allows, denies, naming, policy, missing: naming === "no" ? { policy, effect: "none" } : undefined };
}

function hearCaller(question: Question, { identity, boundary, session }: Policies): Sides["caller"] {
  const heard = hear(question, "identity", identity);
  return [
    // The root user has every permission that no other kind of policy takes away.
    isRoot(question.request.principal) ? { ...heard, missing: undefined } : heard,
    hear(question, "boundary", boundary && [boundary]),
    hear(question, "session", session && [session]),
  ];
}

const isRoot = ({ arn, accountId }: Principal): boolean =>
  arn.endsWith(":root") && parseArn(arn)?.accountId === accountId;

/** Asks the policies of one kind; where there are none of it, none is missing. */
function hear(question: Question, policy: PolicyKind, documents: readonly PolicyDocument[] | undefined): Heard {
  if (documents === undefined) return { allows: [], denies: undefined, policy, missing: undefined };
  const { allows, denies } = askCaller(documents, question, { policy });
  return { allows, denies, policy, missing: allows.length === 0 ? { policy, effect: "none" } : undefined };
}

/** Every level must allow; the first that does not is what is missing. */
function hearLevels(question: Question, policy: PolicyKind, levels: Policies["serviceControl"]): Heard {
  const heard: Heard = { allows: [], denies: undefined, policy, missing: undefined };
  levels.forEach((documents, level) => {
    const said = askCaller(documents, question, { policy, level });
    heard.allows.push(...said.allows);
    heard.denies ??= said.denies;
    if (said.allows.length === 0) heard.missing ??= { policy, effect: "none", level };
  });
  return heard;
}

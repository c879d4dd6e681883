import type { Because, Decision, Effect, Hanging, PolicyKind } from "../decision.ts";
import type { PolicyDocument } from "../document.ts";
import type { Policies } from "../evaluate.ts";
import type { AccessRequest, Principal } from "../request.ts";

/** The engine under test; a script puts altered ones in its place. */
export type Engine = {
  parsePolicy(text: string): PolicyDocument;
  evaluate(request: AccessRequest, policies: Policies): Decision;
};

const accountId = "111122223333";
/** The callers that cases name. */
const CALLERS: Readonly<Record<string, Principal>> = {
  session: {
    arn: `arn:aws:sts::${accountId}:assumed-role/Reports/priya`,
    accountId,
    roleArn: `arn:aws:iam::${accountId}:role/team/Reports`,
  },
  role: { arn: `arn:aws:iam::${accountId}:role/team/Reports`, accountId },
  user: { arn: `arn:aws:iam::${accountId}:user/staff/bob`, accountId },
  root: { arn: `arn:aws:iam::${accountId}:root`, accountId },
  govcloud: { arn: `arn:aws-us-gov:iam::${accountId}:user/bob`, accountId },
  "federated-user": {
    arn: `arn:aws:sts::${accountId}:federated-user/bob`,
    accountId,
    roleArn: `arn:aws:iam::${accountId}:user/staff/bob`,
  },
  service: { arn: "cloudtrail.amazonaws.com", accountId, service: "cloudtrail.amazonaws.com" },
  saml: { arn: "", accountId, federated: `arn:aws:iam::${accountId}:saml-provider/Okta` },
};

/** A document is written out, or as its list of statements in the newer language. */
type Document = object;

/**
 * One request with every policy that bears on it, the answer, and the sentence of AWS that the answer rests on.
 * Where a case says nothing, a session of the role Reports asks for s3:GetObject on an object of its own account.
 */
export type Case = {
  name: string;
  /** The page of AWS's documentation, on docs.aws.amazon.com, and one sentence of it, quoted. */
  source: { page: string; says: string };
  /** caller is a name of CALLERS, or principal is written out; absent and rest are those of a request. */
  request?: { caller?: string } & Partial<AccessRequest>;
  policies: {
    identity?: Document[];
    boundary?: Document;
    session?: Document;
    /** Several session policies, in the place of one. */
    sessions?: Document[];
    serviceControl?: Document[][];
    resourceControl?: Document[][];
    endpoint?: Document;
    resource?: Document;
    resourceMustAllow?: boolean;
    managementAccountId?: string;
    endpointIsGateway?: boolean;
    trust?: Document;
    unread?: PolicyKind[];
  };
  expected: {
    effect: Decision["effect"];
    blockedBy?: PolicyKind;
    /** Each reason in its order; what is not written of one is not compared. */
    because?: Partial<Because>[];
    /** Of a conditional answer: every effect that it may come to, in any order. */
    outcomes?: Effect[];
    /** Of a conditional answer: the kinds of policy that were not read and that it hangs on. */
    unread?: PolicyKind[];
    /** Of a conditional answer: the conditions that it hangs on, in any order; what is not written of one is not compared. */
    on?: (Partial<Hanging> & { key: string })[];
  };
};

const read = ({ parsePolicy }: Engine, document: Document): PolicyDocument =>
  parsePolicy(JSON.stringify(Array.isArray(document) ? { Version: "2012-10-17", Statement: document } : document));

function requestOf({ caller = "session", ...request }: NonNullable<Case["request"]> = {}): AccessRequest {
  const principal = request.principal ?? CALLERS[caller];
  if (principal === undefined) throw new Error(`no caller is called ${caller}`);
  const usual = {
    action: "s3:GetObject",
    resource: "arn:aws:s3:::reports/2026/q1.csv",
    resourceAccountId: accountId,
    context: {},
  };
  return { ...usual, ...request, principal };
}

const policiesOf = (
  engine: Engine,
  { identity = [], serviceControl = [], resourceControl = [], ...others }: Case["policies"],
): Policies => ({
  identity: identity.map((document) => read(engine, document)),
  serviceControl: serviceControl.map((level) => level.map((document) => read(engine, document))),
  resourceControl: resourceControl.map((level) => level.map((document) => read(engine, document))),
  boundary: others.boundary && read(engine, others.boundary),
  session: (others.sessions ?? (others.session && [others.session]))?.map((document) => read(engine, document)),
  endpoint: others.endpoint && read(engine, others.endpoint),
  resource: others.resource && read(engine, others.resource),
  ...(others.resourceMustAllow === undefined ? {} : { resourceMustAllow: others.resourceMustAllow }),
  managementAccountId: others.managementAccountId,
  endpointIsGateway: others.endpointIsGateway ?? false,
  trust: others.trust && read(engine, others.trust),
  unread: others.unread,
});

const NOT_OPEN = { outcomes: undefined, on: [], unread: undefined };

/** Answers a case and tells in words where the answer is not the one expected. */
export function faultsOf(engine: Engine, { request, policies, expected }: Case): string[] {
  const decision = engine.evaluate(requestOf(request), policiesOf(engine, policies));
  const { outcomes, on, unread } = decision.effect === "conditional" ? decision : NOT_OPEN;
  const told = expected.effect !== "conditional" || expected.blockedBy !== undefined;
  return [
    ...fault("effect", decision.effect, expected.effect),
    ...fault("outcomes", outcomes?.toSorted(), expected.outcomes?.toSorted()),
    ...fault("unread", unread, expected.unread),
    ...(told ? fault("blockedBy", decision.blockedBy, expected.blockedBy) : []),
    ...(expected.because === undefined
      ? []
      : fault("because", narrow(decision.because, expected.because), expected.because)),
    ...(expected.on === undefined ? [] : fault("on", narrow(inOrder(on), inOrder(expected.on)), inOrder(expected.on))),
  ];
}

function fault(what: string, actual: unknown, expected: unknown): string[] {
  const [is, should] = [actual, expected].map((value) => JSON.stringify(value));
  return is === should ? [] : [`${what} is ${is}, not ${should}`];
}

/** Of each row only what is expected of it, in the same order. */
const narrow = (rows: readonly object[], expected: readonly object[]): object[] =>
  rows.map((row, index) => {
    const wanted = expected[index];
    if (wanted === undefined) return row;
    const known = new Map(Object.entries(row));
    return Object.fromEntries(Object.keys(wanted).map((name) => [name, known.get(name)]));
  });

/** Keys compare without regard to case. */
const inOrder = (hanging: readonly (Partial<Hanging> & { key: string })[]) =>
  hanging
    .map((one) => ({ ...one, key: one.key.toLowerCase() }))
    .toSorted((one, other) => one.key.localeCompare(other.key));

import { describe, expect, test } from "bun:test";
import type { Because, Decision, Effect, Hanging, PolicyKind } from "./decision.ts";
import { parsePolicy, type PolicyDocument } from "./document.ts";
import { evaluate, type Policies } from "./evaluate.ts";
import type { AccessRequest, Principal } from "./request.ts";

const folder = `${import.meta.dir}/evaluate.cases`;
const TOPICS = [...new Bun.Glob("*.json").scanSync(folder)].toSorted();

const accountId = "111122223333";
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
type Case = {
  name: string;
  /** The page of AWS's documentation, on docs.aws.amazon.com, and one sentence of it, quoted. */
  source?: { page: string; says: string };
  /** caller is a name of CALLERS, or principal is written out; absent and rest are those of a request. */
  request?: { caller?: string } & Partial<AccessRequest>;
  policies: {
    identity?: Document[];
    boundary?: Document;
    session?: Document;
    serviceControl?: Document[][];
    resourceControl?: Document[][];
    endpoint?: Document;
    resource?: Document;
    resourceMustAllow?: boolean;
    trust?: Document;
  };
  expected: {
    effect: Decision["effect"];
    blockedBy?: PolicyKind;
    /** Each reason in its order; what is not written of one is not compared. */
    because?: Partial<Because>[];
    /** Of a conditional answer: every effect that it may come to, in any order. */
    outcomes?: Effect[];
    /** Of a conditional answer: the conditions that it hangs on, in any order; what is not written of one is not compared. */
    on?: (Partial<Hanging> & { key: string })[];
  };
};

const read = (document: Document): PolicyDocument =>
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

const policiesOf = ({
  identity = [],
  serviceControl = [],
  resourceControl = [],
  ...others
}: Case["policies"]): Policies => ({
  identity: identity.map(read),
  serviceControl: serviceControl.map((level) => level.map(read)),
  resourceControl: resourceControl.map((level) => level.map(read)),
  boundary: others.boundary && read(others.boundary),
  session: others.session && read(others.session),
  endpoint: others.endpoint && read(others.endpoint),
  resource: others.resource && read(others.resource),
  resourceMustAllow: others.resourceMustAllow ?? false,
  trust: others.trust && read(others.trust),
});

function check({ request, policies, expected }: Case): void {
  const { outcomes, on, ...decision } = {
    outcomes: undefined,
    on: undefined,
    ...evaluate(requestOf(request), policiesOf(policies)),
  };
  expect({ effect: decision.effect, outcomes: outcomes && [...outcomes].toSorted() }).toEqual({
    effect: expected.effect,
    outcomes: expected.outcomes?.toSorted(),
  });
  if (expected.effect !== "conditional" || expected.blockedBy !== undefined)
    expect(decision.blockedBy).toBe(expected.blockedBy);
  if (expected.because !== undefined) expect(decision.because).toMatchObject(expected.because);
  if (expected.on !== undefined) expect(inOrder(on ?? [])).toMatchObject(inOrder(expected.on));
}

/** Keys compare without regard to case. */
const inOrder = (hanging: readonly (Partial<Hanging> & { key: string })[]) =>
  hanging
    .map((one) => ({ ...one, key: one.key.toLowerCase() }))
    .toSorted((one, other) => one.key.localeCompare(other.key));

for (const topic of TOPICS) {
  const cases = (await Bun.file(`${folder}/${topic}`).json()) as Case[];
  describe(topic, () => {
    for (const one of cases) test(one.name, () => check(one));
  });
}

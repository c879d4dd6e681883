import { describe, expect, test } from "bun:test";
import type { Decision } from "./decision.ts";
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
type Case = {
  name: string;
  request?: { caller?: string } & Partial<Omit<AccessRequest, "principal">>;
  policies: {
    identity?: Document[];
    boundary?: Document;
    session?: Document;
    serviceControl?: Document[][];
    resourceControl?: Document[][];
    resource?: Document;
    resourceMustAllow?: boolean;
    trust?: Document;
  };
  expected: Pick<Decision, "effect" | "blockedBy"> & { because?: Decision["because"] };
};

const read = (document: Document): PolicyDocument =>
  parsePolicy(JSON.stringify(Array.isArray(document) ? { Version: "2012-10-17", Statement: document } : document));

function requestOf({ caller = "session", ...request }: NonNullable<Case["request"]> = {}): AccessRequest {
  const principal = CALLERS[caller];
  if (principal === undefined) throw new Error(`no caller is called ${caller}`);
  const usual = {
    action: "s3:GetObject",
    resource: "arn:aws:s3:::reports/2026/q1.csv",
    resourceAccountId: accountId,
    context: {},
  };
  return { ...usual, principal, ...request };
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
  resource: others.resource && read(others.resource),
  resourceMustAllow: others.resourceMustAllow ?? false,
  trust: others.trust && read(others.trust),
});

for (const topic of TOPICS) {
  const cases = (await Bun.file(`${folder}/${topic}`).json()) as Case[];
  describe(topic, () => {
    for (const { name, request, policies, expected } of cases)
      test(name, () => {
        const { effect, blockedBy, because } = evaluate(requestOf(request), policiesOf(policies));
        expect({ effect, blockedBy }).toEqual({ effect: expected.effect, blockedBy: expected.blockedBy });
        if (expected.because !== undefined) expect(because).toEqual(expected.because);
      });
  });
}

import { expect, test } from "bun:test";
import { evaluate } from "../../evaluate.ts";
import { parsePolicy } from "../../document.ts";
import type { RequestContext } from "../../request.ts";
import { createRandom, type Random } from "../../test/random.ts";
import { wildcard } from "../../wildcard.ts";
import { compiledOf } from "../documents.ts";
import { effectiveAccess } from "../effective-access.ts";
import type { Estate, EstatePrincipal } from "../estate.ts";
import { findHeld } from "../find-held.ts";
import { accountId, otherId, policy, role, smallEstate } from "../test/small-estate.ts";
import { hasNumber } from "./action-set.ts";
import { leftoversOf } from "./leftovers.ts";
import type { Resource } from "./resource.ts";
import { createWorkings } from "./workings.ts";

const BOUNDARY = "arn:aws:iam::aws:policy/Boundary";
const ACTIONS = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "sqs:SendMessage", "s3:ListAllMyBuckets"];
const QUEUE = `arn:aws:sqs:eu-west-1:${accountId}:`;
const PATTERNS = [
  "*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::a/*",
  "arn:aws:s3:::a",
  "arn:aws:s3:::a/b/*",
  "arn:aws:s3:::b/*",
  "arn:aws:s3:::*/b/?",
  "arn:aws:s3:::${aws:PrincipalTag/team}/*",
  `${QUEUE}*`,
  `${QUEUE}a`,
];
const ASKED: Readonly<Record<string, readonly string[]>> = {
  "s3:GetObject": ["arn:aws:s3:::a/b/c", "arn:aws:s3:::a/x", "arn:aws:s3:::b/b/c", "arn:aws:s3:::c/x"],
  "s3:PutObject": ["arn:aws:s3:::a/b/c", "arn:aws:s3:::b/x", "arn:aws:s3:::c/b/x"],
  "s3:ListBucket": ["arn:aws:s3:::a", "arn:aws:s3:::b"],
  "sqs:SendMessage": [`${QUEUE}a`, `${QUEUE}b`],
  "s3:ListAllMyBuckets": ["*"],
};
const CONTEXTS: readonly RequestContext[] = [
  {},
  { "aws:SourceVpc": "vpc-1" },
  { "aws:SourceVpc": "vpc-2", "aws:PrincipalTag/team": "a" },
  { "aws:PrincipalTag/team": "b" },
];

function statement(random: Random, denying: number): object {
  const key = random.below(10) < denying ? { Effect: "Deny" } : { Effect: "Allow" };
  const actions = random.pick(["*", "s3:*", "s3:Get*", "sqs:*", "s3:*Object", "s3:List*"]);
  const resource = random.below(5) === 0 ? "NotResource" : "Resource";
  const condition = random.pick([
    {},
    {},
    { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } },
    { Condition: { StringEqualsIfExists: { "aws:SourceVpc": "vpc-1" } } },
    { Condition: { StringEquals: { "aws:SourceVpc": ["vpc-1", "vpc-2"] } } },
  ]);
  const patterns = [random.pick(PATTERNS), random.pick(PATTERNS)].slice(random.below(2));
  return {
    ...key,
    [random.below(6) === 0 ? "NotAction" : "Action"]: actions,
    [resource]: patterns,
    ...condition,
  };
}

const documentOf = (random: Random, denying: number): string =>
  policy(...Array.from({ length: 1 + random.below(4) }, () => statement(random, denying)));

function randomEstate(random: Random): Estate {
  const bounded = random.below(2) === 0 ? { permissionsBoundary: BOUNDARY } : {};
  const full = { name: "Full", document: policy({ Effect: "Allow", Action: "*", Resource: "*" }) };
  const one = role("One", [], { inlinePolicies: [{ name: "work", document: documentOf(random, 3) }], ...bounded });
  const other = role("Two", [], { inlinePolicies: [{ name: "work", document: documentOf(random, 3) }] });
  return smallEstate({
    principals: [one, other],
    managedPolicies: new Map([[BOUNDARY, documentOf(random, 2)]]),
    organization: {
      id: "o-1",
      managementAccountId: otherId,
      accounts: new Map([[accountId, { unitPath: ["r-1"] }]]),
      serviceControl: new Map([
        ["r-1", [random.pick([full, { name: "Own", document: documentOf(random, 2) }])]],
        [accountId, [full]],
      ]),
      resourceControl: null,
    },
  });
}

type Asked = { action: string; resource: string; context: RequestContext };

/** Whether AWS would allow it by the principal's own policies, its boundary and its service control policies. */
function isAllowed(estate: Estate, principal: EstatePrincipal, { action, resource, context }: Asked): boolean {
  const { set, boundary } = findHeld(estate, principal.arn);
  const policies = {
    identity: set.documents.map(compiledOf),
    boundary: boundary && parsePolicy(boundary.text),
    serviceControl: estate.guards(accountId).serviceControl.compiled,
  };
  return (
    evaluate({ principal, action, resource, resourceAccountId: accountId, context }, policies).effect === "allowed"
  );
}

function matches(resource: Resource, given: string): boolean {
  // Only an action of Amazon S3 is asked on "*".
  const asked = given === "*" ? "arn:aws:s3:::*" : given;
  if (resource.kind === "rest")
    return !resource.out.some(({ text, hasVariable }) => !hasVariable && wildcard(text)(asked));
  return wildcard(resource.open)(asked);
}

/** Calls back for each role, each action, resource and context of a random estate. */
function eachQuestion(seed: number, rounds: number, look: (estate: Estate) => (asked: Asked) => void): void {
  const random = createRandom(seed);
  for (let round = 0; round < rounds; round += 1) {
    const ask = look(randomEstate(random));
    for (const action of ACTIONS)
      for (const resource of ASKED[action] ?? []) for (const context of CONTEXTS) ask({ action, resource, context });
  }
}

function sides(estate: Estate) {
  const [one, other] = estate.facts.principals ?? [];
  if (one === undefined || other === undefined) throw new Error("there are two roles");
  const workings = createWorkings(estate.catalogue);
  const accessOf = ({ arn }: EstatePrincipal) => effectiveAccess(estate, findHeld(estate, arn), workings);
  return { one, other, workings, accessOf };
}

const numberIn = ({ catalogue }: Estate, action: string): number => catalogue.action(action)?.index ?? -1;

test("what is granted without limits is allowed on every resource of the pattern, and what is allowed is granted", () => {
  let [sure, limited] = [0, 0];
  eachQuestion(9, 250, (estate) => {
    const { one, accessOf } = sides(estate);
    const { grants } = accessOf(one);
    return (asked) => {
      const there = grants.filter(
        ({ actions, resource }) =>
          hasNumber(actions, numberIn(estate, asked.action)) && matches(resource, asked.resource),
      );
      const allowed = isAllowed(estate, one, asked);
      const hasVariable = ({ resource }: { resource: Resource }): boolean => resource.text.includes("${");
      const certain = there.some((grant) => grant.limits.length === 0 && !hasVariable(grant));
      if (certain !== (certain && allowed) || (allowed && there.length === 0))
        throw new Error(
          JSON.stringify({ asked, allowed, there, role: one, facts: [...(estate.facts.managedPolicies ?? [])] }),
        );
      if (certain) sure += 1;
      else if (allowed) limited += 1;
    };
  });
  expect(Math.min(sure, limited)).toBeGreaterThan(300);
});

test("whatever one may do and the other may not is among the differences", () => {
  let met = 0;
  eachQuestion(10, 250, (estate) => {
    const { one, other, workings, accessOf } = sides(estate);
    const leftovers = leftoversOf(workings, accessOf(one).grants, accessOf(other).grants);
    return (asked) => {
      if (!isAllowed(estate, one, asked) || isAllowed(estate, other, asked)) return;
      met += 1;
      const told = leftovers.some(
        ({ actions, resource }) =>
          hasNumber(actions, numberIn(estate, asked.action)) && matches(resource, asked.resource),
      );
      if (!told) throw new Error(JSON.stringify({ asked, leftovers, roles: estate.facts.principals }));
    };
  });
  expect(met).toBeGreaterThan(300);
});

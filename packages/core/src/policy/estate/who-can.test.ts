import { describe, expect, test } from "bun:test";
import { evaluate } from "../evaluate.ts";
import { createRandom } from "../test/random.ts";
import { readCatalogue } from "../test/read-catalogue.ts";
import { createEstate, type EstateFacts } from "./estate.ts";
import { layersOf } from "./layers-of.ts";
import { requestsOn } from "./request-of.ts";
import { targetOf } from "./target.ts";
import { generateEstate, generateQuestion } from "./test/generate-estate.ts";
import { mayBeAllowed, whoCan } from "./who-can.ts";

const catalogue = await readCatalogue();
const accountId = "111122223333";
const role = (name: string, document: object, more: object = {}) => ({
  arn: `arn:aws:iam::${accountId}:role/${name}`,
  accountId,
  name,
  path: "/",
  inlinePolicies: [{ name: "work", document: JSON.stringify({ Version: "2012-10-17", Statement: [document] }) }],
  ...more,
});
const readsReports = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*" };
const question = { action: "s3:GetObject", resource: "arn:aws:s3:::reports/q1.csv" };
const bucket = { arn: "arn:aws:s3:::reports", accountId, type: "s3-bucket", policy: null };
const estateOf = (facts: Partial<EstateFacts>) =>
  createEstate({ catalogue, resources: [bucket], organization: null, ...facts });

test("narrowing loses nobody whom the full scan finds, in estates made by chance", () => {
  const random = createRandom(7);
  let found = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const estate = createEstate(generateEstate(seed, catalogue));
    for (let asked = 0; asked < 12; asked += 1) {
      const asking = generateQuestion(random);
      const target = targetOf(estate, asking);
      const all = estate.accountIds.flatMap((id) => estate.index(id).held);
      const able = all.filter((held) =>
        mayBeAllowed(evaluate(requestsOn(estate, target)(held), layersOf(estate, held, target).policies)),
      );
      const answer = whoCan(estate, asking).principals.map(({ principal }) => principal);
      expect({ seed, asking, able: answer.toSorted() }).toEqual({
        seed,
        asking,
        able: able.map(({ principal }) => principal.arn).toSorted(),
      });
      found += able.length;
    }
  }
  expect(found).toBeGreaterThan(500);
});

test("an answer names the policy, the statement and its line", () => {
  const { principals } = whoCan(estateOf({ principals: [role("Reports", readsReports)] }), question);
  expect(principals).toEqual([
    {
      principal: `arn:aws:iam::${accountId}:role/Reports`,
      accountId,
      effect: "allowed",
      on: [],
      unread: [],
      because: [
        {
          policy: "identity",
          name: "work",
          holder: `arn:aws:iam::${accountId}:role/Reports`,
          effect: "allow",
          statement: 1,
          sid: "Read",
          line: 1,
          column: 38,
        },
      ],
    },
  ]);
});

test("who is allowed under a condition that nobody knows is answered with the condition", () => {
  const mfa = { ...readsReports, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };
  const [access] = whoCan(estateOf({ principals: [role("Careful", mfa)] }), question).principals;
  expect(access?.effect).toBe("conditional");
  expect(access?.on.map(({ key, of }) => [key, "name" in of && of.name])).toEqual([
    ["aws:MultiFactorAuthPresent", "work"],
  ]);
});

test("a tag of a role decides, unless its trust policy lets sessions bring their own", () => {
  const tagged = { ...readsReports, Condition: { StringEquals: { "aws:PrincipalTag/team": "data" } } };
  const trust = (action: string[]) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: action }] });
  const principals = [
    role("Data", tagged, { tags: { team: "data" }, trustPolicy: trust(["sts:AssumeRole"]) }),
    role("Other", tagged, { tags: { team: "web" }, trustPolicy: trust(["sts:AssumeRole"]) }),
    role("Open", tagged, { tags: { team: "web" }, trustPolicy: trust(["sts:AssumeRole", "sts:TagSession"]) }),
  ];
  const found = whoCan(estateOf({ principals }), question).principals;
  expect(found.map(({ principal, effect }) => [principal.split("/").at(-1), effect])).toEqual([
    ["Data", "allowed"],
    ["Open", "conditional"],
  ]);
});

test("a tag that a role does not have matches nothing, whatever its name", () => {
  const Resource = "arn:aws:s3:::${aws:PrincipalTag/constructor}/*";
  const trusted = { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" };
  const trustPolicy = JSON.stringify({ Version: "2012-10-17", Statement: trusted });
  const principals = [role("Data", { ...readsReports, Resource }, { tags: { team: "data" }, trustPolicy })];
  expect(whoCan(estateOf({ principals }), question).principals).toEqual([]);
});

test("whoever a bucket's policy lets in from outside the estate is named", () => {
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: "999999999999" }, Action: "s3:Get*", Resource: "arn:aws:s3:::reports/*" },
      { Effect: "Allow", Principal: { AWS: "888888888888" }, Action: "s3:Put*", Resource: "arn:aws:s3:::reports/*" },
    ],
  });
  const { outsiders } = whoCan(estateOf({ resources: [{ ...bucket, policy }] }), question);
  expect(outsiders.map(({ who, reach }) => [who.name, reach])).toEqual([["999999999999", "outside"]]);
});

describe("a canonical user in a bucket's policy", () => {
  const id = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
  const other = "999999999999";
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ ...readsReports, Principal: { CanonicalUser: id } }],
  });
  const theirs = { ...role("Theirs", readsReports), arn: `arn:aws:iam::${other}:role/Theirs`, accountId: other };
  const facts = { principals: [theirs], resources: [{ ...bucket, policy }] };

  test("is the account whose id it is", () => {
    const { principals, outsiders, lacking } = whoCan(
      estateOf({ ...facts, canonicalUserIds: new Map([[id, other]]) }),
      question,
    );
    expect([principals.map(({ principal }) => principal), outsiders]).toEqual([[theirs.arn], []]);
    expect(lacking.join()).not.toContain("canonical");
  });

  test("is said to be unknown where nobody knows whose it is", () => {
    const { principals, outsiders, lacking } = whoCan(estateOf(facts), question);
    expect([principals, outsiders.map(({ who }) => who.kind)]).toEqual([[], ["canonical-user"]]);
    expect(lacking).toContain(
      `The policy of ${question.resource} names the canonical user ${id}: whose account that is was not read.`,
    );
  });
});

const LACKING: readonly [string, Partial<EstateFacts>, string][] = [
  ["principals", { principals: undefined }, "The roles and users were not read."],
  [
    "the organization",
    { organization: undefined },
    `The service control policies of account ${accountId} were not read.`,
  ],
  ["a bucket's policy", { resources: [] }, "The policy of arn:aws:s3:::reports/q1.csv was not read."],
  [
    "a managed policy",
    { principals: [role("R", readsReports, { attachedPolicies: [{ name: "P", arn: "arn:aws:iam::aws:policy/P" }] })] },
    "The managed policy arn:aws:iam::aws:policy/P was not read.",
  ],
  [
    "a boundary",
    { principals: [role("R", readsReports, { permissionsBoundary: "arn:aws:iam::aws:policy/B" })] },
    "The permissions boundary arn:aws:iam::aws:policy/B was not read.",
  ],
  [
    "the policies of a role",
    { principals: [role("R", readsReports, { inlinePolicies: undefined })] },
    `The policies of arn:aws:iam::${accountId}:role/R were not read.`,
  ],
];

test.each(LACKING)("the answer says that it lacks %s", (_, facts, sentence) => {
  const { lacking } = whoCan(estateOf({ principals: [role("Reports", readsReports)], ...facts }), question);
  expect(lacking).toContain(sentence);
});

const full = {
  name: "Full",
  document: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
};
const organization = (root: readonly { name: string; document: string }[]) => ({
  id: "o-1",
  managementAccountId: "999999999999",
  accounts: new Map([[accountId, { unitPath: ["r-1"] }]]),
  serviceControl: new Map([
    ["r-1", root],
    [accountId, [full]],
  ]),
  resourceControl: null,
});
const unreadable = { name: "Bad", document: "{" };
const bounded = role("R", readsReports, { permissionsBoundary: "arn:aws:iam::aws:policy/B" });
const excepting = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Deny",
      NotPrincipal: { AWS: [bounded.arn, accountId] },
      Action: "*",
      Resource: "arn:aws:s3:::reports/*",
    },
  ],
});

test("who can list buckets has those whose policies name all buckets by an ARN, unless a Deny does", () => {
  const all = "arn:aws:s3:::*";
  const lists = { Effect: "Allow", Action: "s3:*", Resource: all };
  const principals = [
    role("Lists", lists),
    role("Reads", { ...lists, Resource: "arn:aws:s3:::reports*" }),
    role(
      "Denied",
      { Effect: "Allow", Action: "*", Resource: "*" },
      { permissionsBoundary: "arn:aws:iam::aws:policy/B" },
    ),
    role(
      "Spared",
      { Effect: "Allow", Action: "*", Resource: "*" },
      { permissionsBoundary: "arn:aws:iam::aws:policy/C" },
    ),
  ];
  const bounded = (deny: object) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "*", Resource: "*" },
        { Effect: "Deny", Action: "s3:*", ...deny },
      ],
    });
  const managedPolicies = new Map([
    ["arn:aws:iam::aws:policy/B", bounded({ Resource: all })],
    ["arn:aws:iam::aws:policy/C", bounded({ NotResource: all })],
  ]);
  const answer = whoCan(estateOf({ principals, managedPolicies }), { action: "s3:ListAllMyBuckets", resource: "*" });
  expect(answer.principals.map(({ principal, effect }) => [principal.split("/")[1], effect])).toEqual([
    ["Lists", "allowed"],
    ["Spared", "allowed"],
  ]);
});

test("a tag that a resource certainly lacks opens nothing, and one that nobody read leaves it open", () => {
  const resource = `arn:aws:sqs:eu-west-1:${accountId}:work`;
  const action = "sqs:SendMessage";
  const Condition = { StringEquals: { "aws:ResourceTag/team": "data" } };
  const sends = { Effect: "Allow", Action: action, Resource: "*", Condition };
  const effectsOf = (tags: object) =>
    whoCan(
      estateOf({
        principals: [role("Sender", sends)],
        resources: [{ arn: resource, accountId, type: "sqs-queue", policy: null, ...tags }],
      }),
      { action, resource },
    ).principals.map(({ effect }) => effect);
  expect([effectsOf({ tags: { team: "data" } }), effectsOf({ tags: { stage: "dev" } }), effectsOf({})]).toEqual([
    ["allowed"],
    [],
    ["conditional"],
  ]);
});

test.each<[string, Partial<EstateFacts>, string[]]>([
  ["a boundary that was not read", { principals: [bounded] }, ["conditional boundary"]],
  [
    "a boundary that cannot be read",
    { principals: [bounded], managedPolicies: new Map([["arn:aws:iam::aws:policy/B", "{"]]) },
    ["conditional boundary"],
  ],
  [
    "a boundary that was not read, beside a Deny with NotPrincipal",
    { principals: [bounded], resources: [{ ...bucket, policy: excepting }] },
    [],
  ],
  [
    "a managed policy that was not read",
    { principals: [role("R", readsReports, { attachedPolicies: [{ name: "P", arn: "arn:aws:iam::aws:policy/P" }] })] },
    ["conditional identity"],
  ],
  ["a bucket's policy that was not read", { resources: [] }, ["conditional resource"]],
  ["a bucket's policy that cannot be read", { resources: [{ ...bucket, policy: "{" }] }, ["conditional resource"]],
  ["an organization that was not read", { organization: undefined }, ["conditional service-control,resource-control"]],
  ["a unit of which no policy was read", { organization: organization([]) }, ["conditional service-control"]],
  [
    "a service control policy that cannot be read",
    { organization: organization([unreadable]) },
    ["conditional service-control"],
  ],
  ["all policies read", { organization: organization([full]) }, ["allowed "]],
])("who can do something hangs on %s", (_, facts, expected) => {
  const { principals } = whoCan(estateOf({ principals: [role("R", readsReports)], ...facts }), question);
  expect(principals.map(({ effect, unread }) => `${effect} ${unread.join()}`)).toEqual(expected);
});

import { expect, test } from "bun:test";
import { changeEffect } from "./change-effect.ts";
import { comparePrincipals } from "./compare.ts";
import { accountId, allow, otherId, policy, role, smallEstate } from "./test/small-estate.ts";
import { whatCan } from "./what-can.ts";

const BOUNDARY = "arn:aws:iam::aws:policy/Boundary";
const reports = "arn:aws:s3:::reports/*";
const arn = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;

test("what a role can do is told by service, access level and resource, its patterns kept", () => {
  const estate = smallEstate({ principals: [role("R", [allow(["s3:GetObject", "s3:PutObject"], reports)])] });
  const [s3] = whatCan(estate, { principal: arn("R") }).services;
  expect(s3?.levels.map(({ level, actions, resources }) => [level, actions, resources])).toEqual([
    ["Read", ["s3:GetObject"], [reports]],
    ["Write", ["s3:PutObject"], [reports]],
  ]);
  expect(s3?.levels[0]?.because[0]).toMatchObject({ name: "work", statement: 1, holder: arn("R") });
});

test("what a boundary and a deny take away is not listed, but told with the policy that takes it", () => {
  const deny = { Sid: "NoDelete", Effect: "Deny", Action: "s3:Delete*", Resource: "*" };
  const estate = smallEstate({
    principals: [role("R", [allow(["s3:*", "sqs:*"]), deny], { permissionsBoundary: BOUNDARY })],
    managedPolicies: new Map([[BOUNDARY, policy(allow("s3:*"))]]),
  });
  const { services, takenAway } = whatCan(estate, { principal: arn("R") });
  expect(services.map(({ service }) => service)).toEqual(["s3"]);
  expect(services[0]?.levels.flatMap(({ actions }) => actions)).not.toContain("s3:DeleteBucket");
  expect(takenAway.map(({ by, whole, services: of }) => ["sid" in by ? by.sid : by.policy, whole, of])).toEqual([
    ["NoDelete", true, ["s3"]],
    ["boundary", true, ["sqs"]],
  ]);
});

test("a service control policy that denies on a condition leaves the access conditional", () => {
  const regions = {
    Effect: "Deny",
    Action: "sqs:*",
    Resource: "*",
    Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } },
  };
  const full = { name: "Full", document: policy(allow("*")) };
  const estate = smallEstate({
    principals: [role("R", [allow("sqs:SendMessage")])],
    organization: {
      id: "o-1",
      managementAccountId: otherId,
      accounts: new Map([[accountId, { unitPath: ["r-1"] }]]),
      serviceControl: new Map([
        ["r-1", [full, { name: "Regions", document: policy(regions) }]],
        [accountId, [full]],
      ]),
      resourceControl: null,
    },
  });
  const { services, takenAway } = whatCan(estate, { principal: arn("R") });
  expect(services[0]?.levels[0]?.conditional).toBe(true);
  expect(takenAway).toMatchObject([{ by: { name: "Regions", holder: "r-1" }, whole: false, actions: 1 }]);
});

test("a comparison tells what each of two can and the other cannot, a wider pattern covering a narrower", () => {
  const estate = smallEstate({
    principals: [
      role("One", [
        allow("s3:GetObject", reports),
        allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:jobs"),
      ]),
      role("Two", [allow("s3:GetObject", "arn:aws:s3:::*"), allow("s3:PutObject", reports)]),
    ],
  });
  const { sentences, onlyFirst } = comparePrincipals(estate, { first: arn("One"), second: arn("Two") });
  expect(onlyFirst.map(({ actions }) => actions)).toEqual([["sqs:SendMessage"]]);
  expect(sentences).toEqual([
    "Only One can do sqs:SendMessage on one queue.",
    "Only Two can do s3:PutObject on one bucket.",
    "Only Two can do s3:GetObject on every bucket.",
  ]);
});

test("two with the same access are told to be the same, however their policies are written", () => {
  const estate = smallEstate({
    principals: [
      role("One", [allow(["s3:GetObject", "s3:PutObject"], reports)]),
      role("Two", [allow("s3:PutObject", reports), allow("s3:GetObject", reports)]),
    ],
  });
  const { sentences } = comparePrincipals(estate, { first: arn("One"), second: arn("Two") });
  expect(sentences).toEqual(["One and Two can do the same."]);
});

test("the effect of a change says what is first in an environment", () => {
  const estate = smallEstate({
    principals: [role("R", [allow("s3:GetObject", reports)])],
    resources: [{ arn: "arn:aws:s3:::reports", accountId: otherId, type: "s3-bucket", policy: null }],
  });
  const after = {
    inlinePolicies: [{ name: "work", document: policy(allow(["s3:GetObject", "s3:PutObject"], reports)) }],
  };
  const { adds, takes, sentences } = changeEffect(estate, { principal: arn("R"), after });
  expect(sentences).toEqual(["This adds s3:PutObject on one bucket: first write access to prod for this role."]);
  expect(adds).toMatchObject([{ level: "Write", breadth: "one bucket", environments: ["prod"], firstIn: ["prod"] }]);
  expect(takes).toEqual([]);
});

test("an Allow that the boundary takes away again changes nothing", () => {
  const estate = smallEstate({
    principals: [role("R", [], { inlinePolicies: [], permissionsBoundary: BOUNDARY })],
    managedPolicies: new Map([[BOUNDARY, policy(allow("sqs:*"))]]),
  });
  const after = { inlinePolicies: [{ name: "work", document: policy(allow("s3:GetObject")) }] };
  const { sentences } = changeEffect(estate, { principal: arn("R"), after });
  expect(sentences).toEqual(["This changes nothing in what can be done."]);
});

test("a new document of a managed policy is judged for the role that has it attached", () => {
  const shared = "arn:aws:iam::111122223333:policy/Shared";
  const estate = smallEstate({
    principals: [role("R", [], { inlinePolicies: [], attachedPolicies: [{ name: "Shared", arn: shared }] })],
    managedPolicies: new Map([[shared, policy(allow("s3:GetObject", reports))]]),
  });
  const managedPolicies = { [shared]: policy(allow("s3:ListBucket", "arn:aws:s3:::reports")) };
  const { sentences } = changeEffect(estate, { principal: arn("R"), after: {}, managedPolicies });
  expect(sentences).toEqual([
    "This adds s3:ListBucket on one bucket: first list access to dev for this role.",
    "This takes s3:GetObject on one bucket: last read access to dev of this role.",
  ]);
});

import { expect, test } from "bun:test";
import { escalationPaths } from "./escalation.ts";
import type { EstatePrincipal } from "./estate.ts";
import { accountId, allow, otherId, policy, role, smallEstate, trusts } from "./test/small-estate.ts";

const arn = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;
const start = (...statements: object[]): EstatePrincipal => role("Start", statements);
const admin = (more: Partial<EstatePrincipal> = {}): EstatePrincipal => role("Admin", [allow("*")], more);
const find = (...principals: EstatePrincipal[]) =>
  escalationPaths(smallEstate({ principals }), { principal: arn("Start") });
const ways = (...principals: EstatePrincipal[]) =>
  find(...principals).paths.map(({ admin: isAdmin, steps }) => [isAdmin, ...steps.map(({ by }) => by.join("+"))]);

const user: EstatePrincipal = {
  arn: `arn:aws:iam::${accountId}:user/ann`,
  accountId,
  name: "ann",
  path: "/",
  inlinePolicies: [{ name: "all", document: policy(allow("*")) }],
};
const lambda = trusts({ Service: "lambda.amazonaws.com" });
const boundary = { permissionsBoundary: "arn:aws:iam::aws:policy/B" };

test.each<[string, (string | boolean)[], EstatePrincipal[]]>([
  ["puts a policy to itself", [true, "iam:PutRolePolicy"], [start(allow("iam:PutRolePolicy", arn("Start")))]],
  ["attaches a policy to itself", [true, "iam:AttachRolePolicy"], [start(allow("iam:AttachRolePolicy"))]],
  [
    "assumes an administrator",
    [true, "sts:AssumeRole"],
    [start(), admin({ trustPolicy: trusts({ AWS: arn("Start") }) })],
  ],
  [
    "rewrites a trust policy",
    [true, "iam:UpdateAssumeRolePolicy+sts:AssumeRole"],
    [start(allow("iam:UpdateAssumeRolePolicy", arn("Admin"))), admin()],
  ],
  [
    "passes a role to a function",
    [true, "iam:PassRole+lambda:CreateFunction+lambda:InvokeFunction"],
    [start(allow(["lambda:*", "iam:PassRole"])), admin({ trustPolicy: lambda })],
  ],
  [
    "changes a function that has a role",
    [true, "lambda:UpdateFunctionCode"],
    [start(allow("lambda:UpdateFunctionCode")), admin({ trustPolicy: lambda })],
  ],
  ["makes keys of a user", [true, "iam:CreateAccessKey"], [start(allow("iam:CreateAccessKey")), user]],
])("a role that %s reaches any access", (_, way, principals) => {
  expect(ways(...principals)).toEqual([way]);
});

test.each<[string, EstatePrincipal[]]>([
  ["may put policies to another role only", [start(allow("iam:PutRolePolicy", arn("Other")))]],
  [
    "has a policy that is denied again",
    [start(allow("iam:PutRolePolicy"), { Effect: "Deny", Action: "iam:*", Resource: "*" })],
  ],
  ["is not trusted", [start(allow("sts:AssumeRole")), admin()]],
  ["may pass a role to a service that it does not trust", [start(allow(["ecs:*", "iam:PassRole"])), admin()]],
  ["may pass no role that the service trusts", [start(allow("lambda:CreateFunction")), admin({ trustPolicy: lambda })]],
  ["has a boundary", [{ ...start(allow("iam:PutRolePolicy")), ...boundary }]],
])("a role that %s reaches nothing", (_, principals) => {
  const estate = smallEstate({
    principals,
    managedPolicies: new Map([[boundary.permissionsBoundary, policy(allow("iam:*"))]]),
  });
  expect(escalationPaths(estate, { principal: arn("Start") }).paths).toEqual([]);
});

test.each<[string, (string | boolean)[], EstatePrincipal[]]>([
  [
    "gives any access to a role that it can assume",
    [true, "iam:PutRolePolicy+sts:AssumeRole"],
    [
      start(allow("iam:PutRolePolicy", arn("Plain"))),
      role("Plain", [], { trustPolicy: trusts({ AWS: arn("Start") }) }),
    ],
  ],
  [
    "lets itself into a role and gives it any access",
    [true, "iam:AttachRolePolicy+iam:UpdateAssumeRolePolicy+sts:AssumeRole"],
    [start(allow(["iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy"], arn("Plain"))), role("Plain", [])],
  ],
  [
    "rewrites a policy of a role that it can assume",
    [true, "iam:CreatePolicyVersion+sts:AssumeRole"],
    [
      start(allow("iam:CreatePolicyVersion")),
      role("Plain", [], {
        trustPolicy: trusts({ AWS: arn("Start") }),
        attachedPolicies: [{ name: "Own", arn: `arn:aws:iam::${accountId}:policy/Own` }],
      }),
    ],
  ],
])("a role that %s reaches any access by that, beside the role", (_, way, principals) => {
  expect(ways(...principals)).toContainEqual(way);
});

test("a role that may change another which it cannot become reaches nothing", () => {
  expect(ways(start(allow("iam:PutRolePolicy", arn("Plain"))), role("Plain", []))).toEqual([]);
});

test("a role that may put another version of its own policy in force reaches any access perhaps", () => {
  const own = { name: "Own", arn: `arn:aws:iam::${accountId}:policy/Own` };
  const { paths } = find({ ...start(allow("iam:SetDefaultPolicyVersion", own.arn)), attachedPolicies: [own] });
  expect(
    paths.map(({ admin: isAdmin, steps }) => [isAdmin, ...steps.map(({ by, effect }) => [...by, effect])]),
  ).toEqual([[true, ["iam:SetDefaultPolicyVersion", "conditional"]]]);
});

test("a user that may put itself into a group reaches what the group may, and any access through it", () => {
  const group = (name: string, ...statements: object[]) => ({
    arn: `arn:aws:iam::${accountId}:group/${name}`,
    name,
    inlinePolicies: [{ name: "work", document: policy(...statements) }],
  });
  const bob = { ...user, arn: `arn:aws:iam::${accountId}:user/bob`, name: "bob" };
  const inlinePolicies = [{ name: "own", document: policy(allow("iam:AddUserToGroup", "*")) }];
  const estate = smallEstate({
    principals: [{ ...bob, inlinePolicies, groups: [] }, admin({ trustPolicy: trusts({ AWS: accountId }) })],
    groups: [group("readers", allow("s3:Get*")), group("movers", allow("sts:AssumeRole", arn("Admin")))],
  });
  const { paths } = escalationPaths(estate, { principal: bob.arn });
  expect(paths.map(({ admin: isAdmin, steps }) => [isAdmin, ...steps.map(({ by }) => by.join("+"))])).toEqual([
    [true, "iam:AddUserToGroup", "sts:AssumeRole"],
    [false, "iam:AddUserToGroup"],
    [false, "iam:AddUserToGroup"],
  ]);
});

test("a path of several steps is told step by step, each with its reason", () => {
  const middle = role("Middle", [allow("iam:AttachRolePolicy", arn("Middle"))], {
    trustPolicy: trusts({ AWS: arn("Start") }),
  });
  const [path] = find(start(), middle).paths;
  expect(path?.steps.map(({ from, to }) => [from, to])).toEqual([
    [arn("Start"), arn("Middle")],
    [arn("Middle"), "admin"],
  ]);
  expect(path?.steps.map(({ because }) => because[0]?.policy)).toEqual(["trust", "identity"]);
  expect(path?.steps[0]?.sentence).toBe(`By sts:AssumeRole, ${arn("Start")} assumes ${arn("Middle")}.`);
});

test("a role of another account is reached where both sides allow", () => {
  const far = `arn:aws:iam::${otherId}:role/Far`;
  const other = { ...admin({ trustPolicy: trusts({ AWS: accountId }) }), arn: far, accountId: otherId };
  expect(ways(start(allow("sts:AssumeRole", far)), other)).toEqual([[true, "sts:AssumeRole"]]);
  expect(ways(start(), other)).toEqual([]);
});

test("roles that assume each other in a ring end the search", () => {
  const ring = role("Ring", [], { trustPolicy: trusts({ AWS: arn("Start") }) });
  expect(ways({ ...start(), trustPolicy: trusts({ AWS: arn("Ring") }) }, ring)).toEqual([[false, "sts:AssumeRole"]]);
});

test("who can do everything has nothing to reach", () => {
  const found = find(start(allow("*")), admin());
  expect([found.isAdmin, found.paths]).toEqual([true, []]);
});

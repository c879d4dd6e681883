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

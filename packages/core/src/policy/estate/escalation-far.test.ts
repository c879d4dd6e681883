import { expect, test } from "bun:test";
import { escalationPaths } from "./escalation.ts";
import type { EstatePrincipal } from "./estate.ts";
import { accountId, allow, otherId, role, smallEstate, trusts } from "./test/small-estate.ts";

const hub = `arn:aws:iam::${accountId}:role/Hub`;
const pathsOf = (...principals: EstatePrincipal[]) =>
  escalationPaths(smallEstate({ principals }), { principal: hub }).paths;
const ways = (...principals: EstatePrincipal[]) =>
  pathsOf(...principals).map(({ admin, steps }) => [admin, ...steps.map(({ by }) => by.join("+"))]);
const spoke = (more: Partial<EstatePrincipal> = {}): EstatePrincipal =>
  role("Spoke", [allow("s3:*")], {
    arn: `arn:aws:iam::${otherId}:role/Spoke`,
    accountId: otherId,
    trustPolicy: trusts({ AWS: hub }),
    ...more,
  });

test.each([
  ["a role of one name in all accounts", "arn:aws:iam::*:role/Spoke"],
  ["roles of some accounts", "arn:aws:iam::4444*:role/*"],
  ["every role there is", "*"],
])("a hub that may assume %s reaches it where it is trusted", (_, pattern) => {
  expect(ways(role("Hub", [allow("sts:AssumeRole", pattern)]), spoke())).toEqual([[false, "sts:AssumeRole"]]);
});

test.each<[string, string, Partial<EstatePrincipal>]>([
  ["another name than the pattern", "arn:aws:iam::*:role/Other", {}],
  ["another account than the pattern", "arn:aws:iam::7777*:role/Spoke", {}],
  ["no trust in the hub", "arn:aws:iam::*:role/Spoke", { trustPolicy: trusts({ AWS: "777788889999" }) }],
])("a hub does not reach a role of %s", (_, pattern, more) => {
  expect(ways(role("Hub", [allow("sts:AssumeRole", pattern)]), spoke(more))).toEqual([]);
});

test.each<[string, string[], string | undefined]>([
  ["roles under a path", ["iam:CreateRole", "iam:AttachRolePolicy"], "role/new/*"],
  ["one role", ["iam:CreateRole", "iam:PutRolePolicy"], "role/new"],
  ["users with keys", ["iam:CreateUser", "iam:AttachUserPolicy", "iam:CreateAccessKey"], "user/x-*"],
])("whoever makes %s and gives them policies reaches any access", (_, actions, resource) => {
  const able = role("Hub", [allow(actions, `arn:aws:iam::${accountId}:${resource}`)]);
  const [path] = pathsOf(able);
  expect([path?.admin, path?.steps[0]?.effect, path?.steps[0]?.by.slice(0, 2)]).toEqual([
    true,
    "allowed",
    actions.slice(0, 2),
  ]);
});

test.each<[string, object[]]>([
  ["make roles but give them nothing", [allow("iam:CreateRole")]],
  [
    "give policies only to other roles than it makes",
    [
      allow("iam:CreateRole", `arn:aws:iam::${accountId}:role/new/*`),
      allow("iam:PutRolePolicy", `arn:aws:iam::${accountId}:role/old/*`),
    ],
  ],
  [
    "make roles but assume none",
    [
      allow(["iam:CreateRole", "iam:PutRolePolicy"], `arn:aws:iam::${accountId}:role/new/*`),
      { Effect: "Deny", Action: "sts:AssumeRole", Resource: "*" },
    ],
  ],
  ["make users but no keys", [allow(["iam:CreateUser", "iam:PutUserPolicy"], `arn:aws:iam::${accountId}:user/x`)]],
])("a principal that may %s reaches nothing by that", (_, statements) => {
  expect(ways(role("Hub", statements))).toEqual([]);
});

test("a way by new roles that must have a boundary is one under conditions", () => {
  const bounded = { Condition: { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/B" } } };
  const [path] = pathsOf(
    role("Hub", [
      allow("iam:CreateRole", `arn:aws:iam::${accountId}:role/new/*`, bounded),
      allow("iam:PutRolePolicy", `arn:aws:iam::${accountId}:role/new/*`),
    ]),
  );
  expect([path?.admin, path?.steps[0]?.effect]).toEqual([true, "conditional"]);
});

test.each(["/aws-service-role/autoscaling.amazonaws.com/", "/aws-reserved/sso.amazonaws.com/"])(
  "no way leads through changing a role under %s, which AWS alone may",
  (path) => {
    const linked = role("Linked", [allow("*")], { arn: `arn:aws:iam::${accountId}:role${path}Linked`, path });
    const changing = ["iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy", "iam:AttachRolePolicy"];
    expect(ways(role("Hub", [allow(changing, linked.arn)]), linked)).toEqual([]);
  },
);

import { describe, expect, test } from "bun:test";
import { parsePolicy } from "./document.ts";
import { evaluateTrust, letsIn } from "./trust.ts";

const HUB = "arn:aws:iam::999900001111:role/platform/GatehouseHub";

type Extra = { condition?: object; action?: string | string[]; effect?: string };

const statement = (principal: unknown, { condition, action = "sts:AssumeRole", effect = "Allow" }: Extra = {}) => ({
  Effect: effect,
  Principal: principal,
  Action: action,
  ...(condition && { Condition: condition }),
});
const policy = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });

describe("the hub is let in", () => {
  test.each([
    ["where its role is named", policy(statement({ AWS: HUB }))],
    [
      "where its role is one of several",
      policy(
        statement({ AWS: ["arn:aws:iam::111122223333:root", HUB] }, { action: ["sts:TagSession", "sts:AssumeRole"] }),
      ),
    ],
    [
      "where one of its sessions is named, which may be the one that asks",
      policy(statement({ AWS: "arn:aws:sts::999900001111:assumed-role/GatehouseHub/i-0abc" })),
    ],
    ["where its account's root is named", policy(statement({ AWS: "arn:aws:iam::999900001111:root" }))],
    ["where its account's id is named", policy(statement({ AWS: "999900001111" }))],
    [
      "where everyone of its organization is",
      policy(statement({ AWS: "*" }, { condition: { StringEquals: { "aws:PrincipalOrgID": "o-larkspur" } } })),
    ],
    [
      "by aws:PrincipalArn",
      policy(
        statement(
          { AWS: "*" },
          { condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/platform/GatehouseHub" } } },
        ),
      ),
    ],
    ["where a second statement does it", policy(statement({ Service: "ec2.amazonaws.com" }), statement({ AWS: HUB }))],
    [
      "under a condition on the session's name, which the call decides",
      policy(statement({ AWS: HUB }, { condition: { StringLike: { "sts:RoleSessionName": "*@larkspur.example" } } })),
    ],
    [
      "under a condition on the address, which nobody knows before",
      policy(statement({ AWS: HUB }, { condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } })),
    ],
    [
      "despite a Deny whose condition nobody knows before",
      policy(
        statement({ AWS: HUB }),
        statement("*", { effect: "Deny", condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } } }),
      ),
    ],
  ])("%s", (_where, trustPolicy) => {
    expect(letsIn(trustPolicy, HUB)).toEqual({
      in: true,
      because: `Its trust policy allows sts:AssumeRole to ${HUB}.`,
    });
  });
});

describe("the hub is not let in, and the sentence says why", () => {
  test.each([
    [
      "where only a service is named",
      policy(statement({ Service: "lambda.amazonaws.com" })),
      "neither to arn:aws:iam::999900001111:role/platform/GatehouseHub nor",
    ],
    [
      "where only an identity provider is named",
      policy(
        statement({ Federated: "arn:aws:iam::111122223333:saml-provider/Okta" }, { action: "sts:AssumeRoleWithSAML" }),
      ),
      "neither to",
    ],
    [
      "where another role of its account is named",
      policy(statement({ AWS: "arn:aws:iam::999900001111:role/Other" })),
      "neither to",
    ],
    [
      "where its name lacks its path",
      policy(statement({ AWS: "arn:aws:iam::999900001111:role/GatehouseHub" })),
      "neither to",
    ],
    ["where another action is allowed", policy(statement({ AWS: HUB }, { action: "sts:TagSession" })), "neither to"],
    [
      "where an external id is asked, which people's sessions do not bring",
      policy(statement({ AWS: HUB }, { condition: { StringEquals: { "sts:ExternalId": "x" } } })),
      "StringEquals sts:ExternalId",
    ],
    [
      "where MFA is asked, which a role session has not",
      policy(statement({ AWS: HUB }, { condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } })),
      "Bool aws:MultiFactorAuthPresent",
    ],
    [
      "where another role is asked by condition",
      policy(
        statement("*", { condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::999900001111:role/Other" } } }),
      ),
      "ArnEquals aws:PrincipalArn",
    ],
    ["where it is denied", policy(statement({ AWS: "*" }), statement({ AWS: HUB }, { effect: "Deny" })), "denies"],
    [
      "where it was deleted and made anew",
      policy(statement({ AWS: "AROAEXAMPLEEXAMPLE123" })),
      "AROAEXAMPLEEXAMPLE123, the id of a role or user that was deleted",
    ],
    ["where the policy cannot be read", "{", "cannot be read"],
    ["where the policy says nothing", policy(), "neither to"],
  ])("%s", (_where, trustPolicy, sentence) => {
    expect(letsIn(trustPolicy, HUB)).toEqual({ in: false, because: expect.stringContaining(sentence) });
  });
});

test("what is known of the call decides a condition", () => {
  const trustPolicy = policy(
    statement(
      { AWS: HUB },
      { condition: { StringEquals: { "sts:ExternalId": "larkspur", "aws:PrincipalOrgID": "o-larkspur" } } },
    ),
  );
  expect(letsIn(trustPolicy, HUB, { "sts:ExternalId": "larkspur" }).in).toBe(true);
  expect(letsIn(trustPolicy, HUB, { "sts:ExternalId": "larkspur", "aws:PrincipalOrgID": "o-other" }).in).toBe(false);
});

test("a hub of another partition is let in by its own ARN", () => {
  const hub = "arn:aws-us-gov:iam::999900001111:role/GatehouseHub";
  expect(letsIn(policy(statement({ AWS: hub })), hub).in).toBe(true);
  expect(letsIn(policy(statement({ AWS: hub.replace("-us-gov", "") })), hub).in).toBe(false);
});

test("the trust policy's side is decided without the caller's own policies", () => {
  const accountId = "999900001111";
  const request = {
    principal: { arn: `arn:aws:iam::${accountId}:user/bob`, accountId },
    action: "sts:AssumeRole",
    resource: "arn:aws:iam::111122223333:role/Orders",
    resourceAccountId: "111122223333",
    context: {},
  };
  const decide = (text: string) => evaluateTrust(request, parsePolicy(text));
  expect(decide(policy(statement({ AWS: accountId })))).toMatchObject({
    effect: "allowed",
    because: [{ policy: "trust", statement: 1 }],
  });
  expect(decide(policy(statement({ AWS: HUB })))).toMatchObject({ effect: "implicitly-denied", blockedBy: "trust" });
  expect(decide(policy(statement("*"), statement("*", { effect: "Deny" })))).toMatchObject({
    effect: "explicitly-denied",
    blockedBy: "trust",
  });
});

test("what is not the ARN of a role cannot be a hub", () => {
  expect(() => letsIn(policy(), "arn:aws:iam::999900001111:user/hub")).toThrow("is not the ARN of a role");
});

test("the id of a role in a condition on aws:userid is not taken for a deleted principal", () => {
  const userId = { StringLike: { "aws:userid": "AROAEXAMPLEEXAMPLE123:*", "sts:ExternalId": "x" } };
  expect(letsIn(policy(statement("*", { condition: userId })), HUB).because).toEndWith(": StringLike sts:ExternalId.");
});

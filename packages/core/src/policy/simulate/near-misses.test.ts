import { expect, test } from "bun:test";
import { parsePolicy, type PolicyDocument } from "../document.ts";
import type { AccessRequest } from "../request.ts";
import { nearMisses } from "./near-misses.ts";

const accountId = "111122223333";
const roleArn = `arn:aws:iam::${accountId}:role/Reports`;
const request: AccessRequest = {
  principal: { arn: `arn:aws:sts::${accountId}:assumed-role/Reports/priya`, accountId, roleArn },
  action: "s3:GetObject",
  resource: "arn:aws:s3:::reports/q1.csv",
  resourceAccountId: accountId,
  context: { "aws:RequestedRegion": "eu-west-1" },
  rest: "absent",
};
const policy = (...statements: object[]): PolicyDocument =>
  parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
const allow = (more: object): object => ({ Effect: "Allow", Action: "s3:*", Resource: "*", ...more });

test("a statement whose condition does not hold is told with what was wanted and what the request says", () => {
  const identity = [
    policy(
      allow({ Action: "sqs:*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
      allow({ Sid: "Mfa", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
      allow({ Condition: { StringEquals: { "aws:RequestedRegion": ["us-east-1", "us-west-2"] } } }),
    ),
  ];
  const found = nearMisses(request, { identity, serviceControl: [] });
  expect(found.map(({ reason, failed }) => ({ at: [reason.policy, reason.statement, reason.sid], failed }))).toEqual([
    {
      at: ["identity", 2, "Mfa"],
      failed: [{ operator: "Bool", key: "aws:MultiFactorAuthPresent", values: ["true"], actual: undefined }],
    },
    {
      at: ["identity", 3, undefined],
      failed: [
        {
          operator: "StringEquals",
          key: "aws:RequestedRegion",
          values: ["us-east-1", "us-west-2"],
          actual: ["eu-west-1"],
        },
      ],
    },
  ]);
});

test("statements of other resources and callers, denials, and conditions that hold or are unknown are no near misses", () => {
  const mfa = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };
  const policies = {
    identity: [
      policy(
        allow({ Resource: "arn:aws:s3:::other/*", ...mfa }),
        allow({ Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } }),
        allow({ Effect: "Deny", ...mfa }),
      ),
    ],
    serviceControl: [],
    resource: policy(allow({ Principal: { AWS: "999999999999" }, ...mfa })),
  };
  expect(nearMisses(request, policies)).toEqual([]);
  const identity = [policy(allow(mfa))];
  expect(nearMisses({ ...request, rest: "unknown" }, { identity, serviceControl: [] })).toEqual([]);
});

import { expect, test } from "bun:test";
import { parsePolicy, type PolicyDocument } from "../document.ts";
import { evaluate, type Policies } from "../evaluate.ts";
import { answerSentence, type Lacking, stands } from "./answer.ts";

const accountId = "111122223333";
const request = {
  principal: { arn: `arn:aws:iam::${accountId}:user/bob`, accountId },
  action: "s3:GetObject",
  resource: "arn:aws:s3:::reports/q1.csv",
  resourceAccountId: accountId,
  context: {},
  rest: "unknown" as const,
};
const policy = (...statements: object[]): PolicyDocument =>
  parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
const rule = (Effect: "Allow" | "Deny", more: object = {}): object => ({ Effect, Action: "*", Resource: "*", ...more });
const fromVpc = { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } };
const RESOURCE: Lacking = { policy: "resource", what: "The bucket's policy was not read" };

function answerTo(policies: Partial<Policies>, lacking: readonly Lacking[]): [sentence: string, stands: boolean] {
  const decision = evaluate(request, { identity: [], serviceControl: [], ...policies });
  const { action, resource } = request;
  return [answerSentence({ who: "bob", action, resource, decision, lacking }), stands(decision, lacking)];
}

test.each<[string, { policies: Partial<Policies>; lacking: Lacking[] }, [sentence: string, stands: boolean]]>([
  [
    "what is allowed",
    { policies: { identity: [policy(rule("Allow"))] }, lacking: [] },
    ["Yes, bob can do s3:GetObject on arn:aws:s3:::reports/q1.csv.", true],
  ],
  [
    "what is allowed as far as was read",
    { policies: { identity: [policy(rule("Allow"))] }, lacking: [RESOURCE] },
    ["bob can do s3:GetObject on arn:aws:s3:::reports/q1.csv, as far as the policies were read.", false],
  ],
  [
    "what hangs on a key",
    { policies: { identity: [policy(rule("Allow", fromVpc))] }, lacking: [] },
    ["It depends on aws:SourceVpc whether bob can do s3:GetObject on arn:aws:s3:::reports/q1.csv.", true],
  ],
  [
    "what hangs on a key and on a policy that was not read",
    { policies: { identity: [policy(rule("Allow", fromVpc))], unread: ["boundary"] }, lacking: [] },
    [
      "It depends on aws:SourceVpc and a permissions boundary that was not read whether bob can do s3:GetObject on arn:aws:s3:::reports/q1.csv.",
      true,
    ],
  ],
  [
    "what is never allowed, and denied in one of two ways by a key",
    { policies: { identity: [policy(rule("Deny", fromVpc))] }, lacking: [] },
    ["No: no identity-based policy allows bob s3:GetObject on arn:aws:s3:::reports/q1.csv.", true],
  ],
  [
    "what a policy that was not read may allow, though a Deny is open",
    { policies: { identity: [policy(rule("Deny", fromVpc))] }, lacking: [RESOURCE] },
    [
      "As far as the policies were read, no identity-based policy allows bob s3:GetObject on arn:aws:s3:::reports/q1.csv.",
      false,
    ],
  ],
  [
    "what a policy denies",
    { policies: { identity: [policy(rule("Allow"), rule("Deny"))] }, lacking: [RESOURCE] },
    ["No: an identity-based policy denies s3:GetObject on arn:aws:s3:::reports/q1.csv to bob.", true],
  ],
])("%s is said in one sentence", (_, { policies, lacking }, answer) => {
  expect(answerTo(policies, lacking)).toEqual(answer);
});

import { expect, test } from "bun:test";
import { accountId, allow, role, smallEstate } from "./test/small-estate.ts";
import { whoCan } from "./who-can.ts";

const at = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:${accountId}:${resource}`;
const estate = smallEstate({ principals: [role("Everything", [allow("*")])] });
const lackOf = (action: string, resource: string) => whoCan(estate, { action, resource }).lacking.join("\n");

test.each([
  ["kafka-cluster:Connect", at("kafka", "cluster/x/1")],
  ["kafka:DescribeCluster", at("kafka", "cluster/x/1")],
  ["ses:SendEmail", at("ses", "identity/x")],
  ["ssm:GetParameter", at("ssm", "parameter/x")],
  ["acm-pca:IssueCertificate", at("acm-pca", "certificate-authority/x")],
  ["vpc-lattice-svcs:Invoke", at("vpc-lattice", "service/x")],
  ["bedrock-agentcore:InvokeAgentRuntime", at("bedrock-agentcore", "runtime/x")],
  ["cloudtrail:GetQueryResults", at("cloudtrail", "eventdatastore/x")],
  ["redshift-serverless:GetSnapshot", at("redshift-serverless", "snapshot/x")],
  ["s3-outposts:GetObject", at("s3-outposts", "outpost/op-1/bucket/b/object/o")],
  ["execute-api:Invoke", at("execute-api", "abc/prod/GET/x")],
  ["sqs:SendMessage", at("sqs", "work")],
])("who can %s names the resource's policy as lacking", (action, resource) => {
  expect(lackOf(action, resource)).toContain(`The policy of ${resource} was not read.`);
});

test.each([
  ["ec2:StartInstances", at("ec2", "instance/i-1")],
  ["rds:StartDBInstance", at("rds", "db:x")],
])("who can %s lacks nothing where a resource has no policy", (action, resource) => {
  expect(lackOf(action, resource)).toBe("");
});

test("whom grants of a key let in is left out and said, for what a grant can allow", () => {
  const key = at("kms", "key/1");
  expect(lackOf("kms:Decrypt", key)).toContain(`The grants of ${key} were not read`);
  expect(lackOf("kms:ScheduleKeyDeletion", key)).not.toContain("grants");
});

test("whom access points and access control lists let use an object is left out and said", () => {
  expect(lackOf("s3:GetObject", "arn:aws:s3:::reports/q1.csv")).toContain("Access points, access grants");
});

test("root users are left out, and the answer says so", () => {
  expect(whoCan(estate, { action: "s3:ListAllMyBuckets", resource: "*" }).assumed.join()).toContain("Root users");
});

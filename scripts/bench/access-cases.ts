import { formatArn, formatRoleArn } from "@gatehouse/core/arn";
import { unpack } from "@gatehouse/core/policy/catalogue/unpack";
import { parsePolicy } from "@gatehouse/core/policy/document";
import type { Policies } from "@gatehouse/core/policy/evaluate";
import { readManagedPolicies } from "@gatehouse/core/policy/managed-policies";
import type { AccessRequest } from "@gatehouse/core/policy/request";
import type { Random } from "@gatehouse/core/policy/test/random";

/** A request with all its policies, compiled, and their texts. */
export type AccessCase = { request: AccessRequest; policies: Policies; texts: string[] };

const ASSET = new URL("../../packages/core/assets/managed-policies.json.br", import.meta.url);
const ACCOUNT = "111122223333";
const TEAMS = ["payments", "orders", "data", "reports"];
const ACTIONS = [
  "s3:GetObject",
  "s3:PutObject",
  "dynamodb:PutItem",
  "sqs:SendMessage",
  "ec2:StartInstances",
  "kms:Decrypt",
  "logs:PutLogEvents",
  "iam:PassRole",
  "lambda:InvokeFunction",
  "secretsmanager:GetSecretValue",
];
const USUAL = [
  "ReadOnlyAccess",
  "PowerUserAccess",
  "SecurityAudit",
  "ViewOnlyAccess",
  "AmazonS3ReadOnlyAccess",
  "AmazonSSMManagedInstanceCore",
  "AWSLambdaBasicExecutionRole",
  "CloudWatchAgentServerPolicy",
];

const write = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const arn = (service: string, region: string, resource: string): string =>
  formatArn({ partition: "aws", service, region, accountId: region === "" ? "" : ACCOUNT, resource });
const parsed = (text: string | undefined) => (text === undefined ? undefined : parsePolicy(text));
const FULL = write({ Effect: "Allow", Action: "*", Resource: "*" });

/** Makes requests of role sessions as a company has them: two managed policies, an inline policy, three levels of service control, here and there a boundary, a session policy and a policy of the resource. */
export async function accessCases(random: Random, count: number): Promise<AccessCase[]> {
  const managed = readManagedPolicies(await unpack(await Bun.file(ASSET).bytes(), "brotli"));
  const usual = managed.filter(({ name }) => USUAL.includes(name)).map(({ document }) => document);
  const others = managed.map(({ document }) => document);
  return Array.from({ length: count }, () => {
    const team = random.pick(TEAMS);
    const given = {
      identity: [random.pick(random.below(4) === 0 ? usual : others), random.pick(others), inline(random, team)],
      levels: [[FULL, guard()], [FULL, regions()], [FULL]],
      boundary: random.below(3) === 0 ? boundary() : undefined,
      session: random.below(4) === 0 ? FULL : undefined,
      resource: random.below(3) === 0 ? bucketPolicy(team) : undefined,
    };
    const single = [given.boundary, given.session, given.resource];
    return {
      request: requestOf(random, team),
      policies: {
        identity: given.identity.map(parsePolicy),
        serviceControl: given.levels.map((level) => level.map(parsePolicy)),
        boundary: parsed(given.boundary),
        session: given.session === undefined ? undefined : [parsePolicy(given.session)],
        resource: parsed(given.resource),
      },
      texts: [...given.identity, ...given.levels.flat(), ...single.filter((text) => text !== undefined)],
    };
  });
}

function requestOf(random: Random, team: string): AccessRequest {
  const roleArn = formatRoleArn({ partition: "aws", accountId: ACCOUNT, path: "/", name: `${team}-service` });
  const session = `assumed-role/${team}-service/priya`;
  return {
    principal: {
      arn: formatArn({ partition: "aws", service: "sts", region: "", accountId: ACCOUNT, resource: session }),
      accountId: ACCOUNT,
      roleArn,
    },
    action: random.pick(ACTIONS),
    resource: random.pick([
      arn("s3", "", `${team}-bucket/2026/q1.csv`),
      arn("s3", "", "larkspur-logs/a"),
      arn("sqs", "eu-west-1", `${team}-in`),
      "*",
    ]),
    resourceAccountId: ACCOUNT,
    context: {
      "aws:PrincipalTag/team": team,
      "aws:PrincipalOrgID": "o-larkspur",
      "aws:RequestedRegion": random.pick(["eu-west-1", "us-east-1", "ap-south-1"]),
      "aws:SourceIp": random.pick(["203.0.113.9", "10.1.2.3"]),
      "aws:SecureTransport": "true",
      "aws:CurrentTime": "2026-11-24T10:00:00Z",
      "aws:userid": "AROAEXAMPLEEXAMPLE123:priya",
    },
  };
}

const inline = (random: Random, team: string): string =>
  write(
    {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
      Resource: [arn("s3", "", `${team}-bucket`), arn("s3", "", `${team}-bucket/*`)],
    },
    { Effect: "Allow", Action: "s3:GetObject", Resource: arn("s3", "", "${aws:PrincipalTag/team}-shared/*") },
    {
      Effect: "Allow",
      Action: ["sqs:SendMessage", "sqs:ReceiveMessage"],
      Resource: arn("sqs", "*", `${team}-*`),
      Condition: { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "203.0.113.0/24"] } },
    },
    {
      Effect: "Allow",
      Action: [random.pick(ACTIONS), "kms:Decrypt"],
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalTag/team": [team, "platform"] } },
    },
    { Effect: "Deny", Action: "iam:*", Resource: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } },
  );

const guard = (): string =>
  write(
    {
      Effect: "Deny",
      Action: ["organizations:LeaveOrganization", "account:*", "cloudtrail:StopLogging", "cloudtrail:DeleteTrail"],
      Resource: "*",
    },
    {
      Effect: "Deny",
      NotAction: ["iam:*", "sts:*", "s3:*", "sqs:*", "dynamodb:*", "kms:*", "logs:*", "lambda:*", "ec2:*"],
      Resource: "*",
      Condition: { ArnNotLike: { "aws:PrincipalArn": arn("iam", "*", "role/platform-*") } },
    },
  );
const regions = (): string =>
  write({
    Effect: "Deny",
    NotAction: ["iam:*", "organizations:*", "route53:*", "support:*", "cloudfront:*"],
    Resource: "*",
    Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1", "us-east-1"] } },
  });
const boundary = (): string =>
  write(
    { Effect: "Allow", Action: ["s3:*", "sqs:*", "dynamodb:*", "kms:*", "logs:*", "lambda:*"], Resource: "*" },
    { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" },
  );
const bucketPolicy = (team: string): string =>
  write(
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [arn("s3", "", `${team}-bucket`), arn("s3", "", `${team}-bucket/*`)],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Effect: "Allow",
      Principal: { AWS: [ACCOUNT] },
      Action: "s3:GetObject",
      Resource: arn("s3", "", `${team}-bucket/*`),
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-larkspur" } },
    },
  );

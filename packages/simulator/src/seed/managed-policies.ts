import { policyText } from "../world/policy-text.ts";
import type { AccountPlan } from "./accounts.ts";
import type { ManagedPolicy } from "../world/account.ts";
import { createRandom } from "./random.ts";

const READS = ["*:Describe*", "*:Get*", "*:List*", "iam:GenerateServiceLastAccessedDetails"];
const allow = (...actions: string[]) => policyText({ Effect: "Allow", Action: actions, Resource: "*" });

/**
 * AWS's managed policies that the seeded roles use, by path and name; the long ones are shortened in spirit.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const AWS_MANAGED: Record<string, string> = {
  AdministratorAccess: allow("*"),
  PowerUserAccess: policyText(
    { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
    {
      Effect: "Allow",
      Action: [
        "account:GetAccountInformation",
        "account:ListRegions",
        "iam:ListRoles",
        "organizations:DescribeOrganization",
      ],
      Resource: "*",
    },
  ),
  ReadOnlyAccess: allow(...READS),
  SecurityAudit: allow("*:Describe*", "*:List*", "iam:Get*", "s3:GetBucket*", "access-analyzer:Get*"),
  "job-function/ViewOnlyAccess": allow("*:Describe*", "*:List*"),
  "job-function/NetworkAdministrator": allow("ec2:*", "route53:*", "directconnect:*", "elasticloadbalancing:*"),
  AmazonS3ReadOnlyAccess: allow(
    "s3:Get*",
    "s3:List*",
    "s3:Describe*",
    "s3-object-lambda:Get*",
    "s3-object-lambda:List*",
  ),
  AmazonSQSFullAccess: allow("sqs:*"),
  CloudWatchAgentServerPolicy: allow("cloudwatch:PutMetricData", "logs:PutLogEvents", "logs:CreateLogStream"),
  AmazonSSMManagedInstanceCore: allow("ssm:DescribeAssociation", "ssm:GetParameter", "ssmmessages:*", "ec2messages:*"),
  AWSXRayDaemonWriteAccess: allow("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
  "aws-service-role/AWSServiceRolePolicyForConfig": allow("config:*", "iam:Get*", "iam:List*"),
  "aws-service-role/AWSServiceRolePolicyForCloudTrail": allow("cloudtrail:*", "organizations:Describe*"),
  "aws-service-role/AWSServiceRolePolicyForOrganizations": allow("organizations:Describe*", "organizations:List*"),
  "aws-service-role/AWSServiceRolePolicyForSupport": allow("*:Describe*", "*:List*"),
};

function toPolicy(arnPrefix: string, pathAndName: string, document: string): ManagedPolicy {
  const end = pathAndName.lastIndexOf("/") + 1;
  const arn = `${arnPrefix}:policy/${pathAndName}`;
  return {
    name: pathAndName.slice(end),
    path: `/${pathAndName.slice(0, end)}`,
    arn,
    id: `ANPA${createRandom(arn).id(17)}`,
    description: "",
    createdAt: new Date("2025-06-01T00:00:00Z"),
    document,
  };
}

function byArn(policies: readonly ManagedPolicy[]): Map<string, ManagedPolicy> {
  return new Map(policies.map((policy) => [policy.arn, policy]));
}

/** AWS's managed policies of a partition, by ARN. */
export function awsManagedPolicies(partition: string): Map<string, ManagedPolicy> {
  const entries = Object.entries(AWS_MANAGED);
  return byArn(entries.map(([name, document]) => toPolicy(`arn:${partition}:iam::aws`, name, document)));
}

/** The account's own managed policies, by ARN. */
export function customerManagedPolicies({ id, partition, name }: AccountPlan): Map<string, ManagedPolicy> {
  const prefix = `arn:${partition}:iam::${id}`;
  const boundary = policyText(
    { Effect: "Allow", Action: "*", Resource: "*" },
    { Effect: "Deny", Action: ["iam:*User*", "organizations:*", "account:*"], Resource: "*" },
  );
  const logs = policyText({
    Effect: "Allow",
    Action: ["logs:PutLogEvents", "logs:CreateLogStream"],
    Resource: `arn:${partition}:logs:*:${id}:log-group:/${name}/*`,
  });
  return byArn([toPolicy(prefix, "boundaries/DeveloperBoundary", boundary), toPolicy(prefix, `${name}-logs`, logs)]);
}

import * as STS from "@aws-sdk/client-sts";
import { parsePolicy } from "@gatehouse/core/policy/document";
import { AwsError } from "../protocol/errors.ts";

/** AssumeRole's input after AWS's own checks. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export type AssumeRoleInput = {
  roleArn: string;
  sessionName: string;
  seconds?: number;
  policy?: string;
  externalId?: string;
  sourceIdentity?: string;
  tags: Record<string, string>;
  transitiveTags: string[];
};

const NAME = /^[\w+=,.@-]*$/;

function invalid(value: string | number, member: string, constraint: string): never {
  throw new AwsError(
    "Validation",
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

function checkName(value: string, member: string): void {
  if (!NAME.test(value)) invalid(value, member, "satisfy regular expression pattern: [\\w+=,.@-]*");
  if (value.length < 2) invalid(value, member, "have length greater than or equal to 2");
  if (value.length > 64) invalid(value, member, "have length less than or equal to 64");
}

function checkSeconds(seconds: number): void {
  if (seconds < 900) invalid(seconds, "durationSeconds", "have value greater than or equal to 900");
  if (seconds > 43_200) invalid(seconds, "durationSeconds", "have value less than or equal to 43200");
}

function checkPolicy(policy: string): void {
  if (policy.length > 2_048) invalid(policy, "policy", "have length less than or equal to 2048");
  try {
    parsePolicy(policy);
  } catch {
    throw new STS.MalformedPolicyDocumentException({ message: "Syntax errors in policy.", $metadata: {} });
  }
}

function readTags(given: readonly STS.Tag[]): Record<string, string> {
  if (given.length > 50) invalid(given.length, "tags", "have length less than or equal to 50");
  const keys = given.map(({ Key = "" }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw new AwsError("Validation", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  }
  for (const { Key = "", Value = "" } of given) {
    if (Key.length > 128) invalid(Key, "tags.1.member.key", "have length less than or equal to 128");
    if (Value.length > 256) invalid(Value, "tags.1.member.value", "have length less than or equal to 256");
  }
  return Object.fromEntries(given.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** Reads the input, refusing what breaks AWS's patterns, lengths and ranges. */
export function readAssumeRole(given: STS.AssumeRoleCommandInput): AssumeRoleInput {
  const { RoleArn = "", RoleSessionName = "", DurationSeconds, Policy, ExternalId, SourceIdentity } = given;
  if (RoleArn.length < 20) invalid(RoleArn, "roleArn", "have length greater than or equal to 20");
  if (!/^arn:[a-z-]+:iam::\d{12}:role\//.test(RoleArn)) throw new AwsError("Validation", `${RoleArn} is invalid`);
  checkName(RoleSessionName, "roleSessionName");
  if (SourceIdentity !== undefined) checkName(SourceIdentity, "sourceIdentity");
  if (DurationSeconds !== undefined) checkSeconds(DurationSeconds);
  if (Policy !== undefined) checkPolicy(Policy);
  return {
    roleArn: RoleArn,
    sessionName: RoleSessionName,
    ...(DurationSeconds === undefined ? {} : { seconds: DurationSeconds }),
    ...(Policy === undefined ? {} : { policy: Policy }),
    ...(ExternalId === undefined ? {} : { externalId: ExternalId }),
    ...(SourceIdentity === undefined ? {} : { sourceIdentity: SourceIdentity }),
    tags: readTags(given.Tags ?? []),
    transitiveTags: given.TransitiveTagKeys ?? [],
  };
}

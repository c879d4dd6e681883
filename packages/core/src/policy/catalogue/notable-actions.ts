/** Actions of IAM by which one gives oneself, or another whom one controls, more access. */
export const BY_ITSELF = [
  "iam:CreatePolicyVersion",
  "iam:SetDefaultPolicyVersion",
  "iam:AttachUserPolicy",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:PutUserPolicy",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:AddUserToGroup",
  "iam:UpdateAssumeRolePolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:UpdateLoginProfile",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteUserPermissionsBoundary",
] as const;

/** What runs code of one's own with a role that one passes; all actions of a row are needed beside iam:PassRole. */
export const WITH_PASS_ROLE = [
  ["ec2:RunInstances"],
  ["lambda:CreateFunction", "lambda:InvokeFunction"],
  ["lambda:CreateFunction", "lambda:AddPermission"],
  ["lambda:CreateFunction", "lambda:CreateEventSourceMapping"],
  ["cloudformation:CreateStack"],
  ["ecs:RegisterTaskDefinition", "ecs:RunTask"],
  ["glue:CreateJob", "glue:StartJobRun"],
  ["glue:CreateDevEndpoint"],
  ["codebuild:CreateProject", "codebuild:StartBuild"],
  ["sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"],
  ["datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"],
  ["states:CreateStateMachine", "states:StartExecution"],
] as const;

/** What runs code of one's own with a role that something has already. */
export const WITH_EXISTING = [
  "lambda:UpdateFunctionCode",
  "ssm:SendCommand",
  "ssm:StartSession",
  "ec2-instance-connect:SendSSHPublicKey",
  "glue:UpdateJob",
  "codebuild:StartBuild",
] as const;

/**
 * By what a resource's policy is replaced, for services where that policy has a say in it. The policy of an API has none:
 * it is about calls of the API alone. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 */
export const POLICY_WRITERS = {
  s3: "s3:PutBucketPolicy",
  sqs: "sqs:SetQueueAttributes",
  sns: "sns:SetTopicAttributes",
  kms: "kms:PutKeyPolicy",
  secretsmanager: "secretsmanager:PutResourcePolicy",
  lambda: "lambda:AddPermission",
  ecr: "ecr:SetRepositoryPolicy",
  dynamodb: "dynamodb:PutResourcePolicy",
  elasticfilesystem: "elasticfilesystem:PutFileSystemPolicy",
  events: "events:PutPermission",
} as const;

const OTHERS = [
  "iam:PassRole",
  "iam:CreateServiceLinkedRole",
  "sts:AssumeRole",
  "secretsmanager:GetSecretValue",
  "kms:Decrypt",
] as const;

const NOTABLE = [...BY_ITSELF, ...WITH_PASS_ROLE.flat(), ...WITH_EXISTING, ...Object.values(POLICY_WRITERS), ...OTHERS];

/** An action of consequence, of which it is known beforehand that it will be asked for. */
export type NotableAction = (typeof NOTABLE)[number];

const BY_SERVICE: ReadonlyMap<string, readonly NotableAction[]> = Map.groupBy(
  new Set(NOTABLE),
  (id) => id.split(":", 1)[0] ?? "",
);

const NONE: readonly NotableAction[] = [];

/** Answers the actions of consequence that a text of Action covers, given how it compares with names in lower case. */
export function notableIn(service: string, covers: (lower: string) => boolean): readonly NotableAction[] {
  const asked = service === "" ? [...BY_SERVICE.values()].flat() : (BY_SERVICE.get(service) ?? NONE);
  const found = asked.filter((id) => covers(id.toLowerCase()));
  return found.length === 0 ? NONE : found;
}

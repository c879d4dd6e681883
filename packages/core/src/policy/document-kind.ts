/** What a document is, by the way AWS evaluates it; a boundary is an identity-based policy that grants nothing. */
export type PolicyType =
  | "identity"
  | "trust"
  | "session"
  | "service-control"
  | "resource-control"
  | "resource"
  | "endpoint";

/** How much of a document AWS takes. */
export type Limit = {
  most: number;
  unit: "characters" | "bytes";
  /** Whether blanks between the elements count. */
  blanks: "free" | "counted";
  /** True where all policies of this kind that one holder has share the limit. */
  shared: boolean;
  /** The most that AWS grants on request, where it grants more. */
  onRequest?: number;
  see: string;
};

export type KindTraits = { type: PolicyType; name: string; limit: Limit; service?: string };

const IAM =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length";
const ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html";

/** IAM does not count blanks between elements; those inside a text are counted here, to be on the safe side. */
const iam = (most: number, more: Partial<Limit> = {}): Limit => ({
  most,
  unit: "characters",
  blanks: "free",
  shared: false,
  see: IAM,
  ...more,
});
const counted = (most: number, unit: Limit["unit"], see: string): Limit => ({
  most,
  unit,
  blanks: "counted",
  shared: false,
  see,
});
const resource = (service: string, name: string, limit: Limit): KindTraits => ({
  type: "resource",
  service,
  name,
  limit,
});

/** Every kind of document that Gatehouse knows by its limits. */
export const DOCUMENT_KINDS = {
  "role-inline": { type: "identity", name: "inline policies of a role", limit: iam(10_240, { shared: true }) },
  "user-inline": { type: "identity", name: "inline policies of a user", limit: iam(2_048, { shared: true }) },
  "group-inline": { type: "identity", name: "inline policies of a group", limit: iam(5_120, { shared: true }) },
  managed: { type: "identity", name: "a managed policy", limit: iam(6_144) },
  trust: { type: "trust", name: "the trust policy of a role", limit: iam(2_048, { onRequest: 8_192 }) },
  session: {
    type: "session",
    name: "a session policy",
    limit: counted(2_048, "characters", "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"),
  },
  // Doubled on 2026-05-15: https://aws.amazon.com/about-aws/whats-new/2026/05/aws-organizations-increased-scp-quotas/
  "service-control": {
    type: "service-control",
    name: "a service control policy",
    limit: counted(10_240, "characters", ORGANIZATIONS),
  },
  "resource-control": {
    type: "resource-control",
    name: "a resource control policy",
    limit: counted(5_120, "characters", ORGANIZATIONS),
  },
  endpoint: {
    type: "endpoint",
    name: "a VPC endpoint policy",
    limit: counted(20_480, "characters", "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"),
  },
  "s3-bucket": resource(
    "s3",
    "a bucket policy",
    counted(20_480, "bytes", "https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html"),
  ),
  "sqs-queue": resource(
    "sqs",
    "a queue policy",
    counted(
      8_192,
      "bytes",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html",
    ),
  ),
  "sns-topic": resource(
    "sns",
    "a topic policy",
    counted(
      30_720,
      "bytes",
      "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html",
    ),
  ),
  "kms-key": resource(
    "kms",
    "a key policy",
    counted(32_768, "bytes", "https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html"),
  ),
  "lambda-function": resource(
    "lambda",
    "a function's policy",
    counted(20_480, "bytes", "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"),
  ),
  secret: resource(
    "secretsmanager",
    "a secret's policy",
    counted(20_480, "characters", "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html"),
  ),
  "dynamodb-table": resource(
    "dynamodb",
    "a table's policy",
    counted(
      20_480,
      "bytes",
      "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutResourcePolicy.html",
    ),
  ),
  "ecr-repository": resource(
    "ecr",
    "a repository policy",
    counted(
      10_240,
      "characters",
      "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html",
    ),
  ),
  "event-bus": resource(
    "events",
    "an event bus policy",
    counted(10_240, "bytes", "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"),
  ),
  "file-system": resource(
    "elasticfilesystem",
    "a file system policy",
    counted(20_000, "characters", "https://docs.aws.amazon.com/efs/latest/APIReference/API_PutFileSystemPolicy.html"),
  ),
  "rest-api": resource(
    "execute-api",
    "an API's resource policy",
    counted(8_192, "bytes", "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html"),
  ),
} as const satisfies Record<string, KindTraits>;

export type DocumentKind = keyof typeof DOCUMENT_KINDS;

/** Answers what is known of a kind of document. */
export function traitsOf(kind: DocumentKind): KindTraits {
  return DOCUMENT_KINDS[kind];
}

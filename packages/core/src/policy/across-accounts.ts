import { serviceOf } from "./action-matcher.ts";

const named = (names: string): ReadonlySet<string> => new Set(names.toLowerCase().trim().split(/\s+/));

/**
 * The only operations on a KMS key that its policy can open to another account: cryptographic ones and a few besides.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
const KMS = named(`
  Decrypt DeriveSharedSecret Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext
  GenerateDataKeyWithoutPlaintext GenerateMac GenerateRandom ReEncryptFrom ReEncryptTo Sign Verify VerifyMac
  CreateGrant DescribeKey GetKeyRotationStatus GetPublicKey ListGrants RetireGrant RevokeGrant
`);

/** Operations of other services that no policy of a resource can open to another account. */
const CLOSED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-limitations-of-custom-policies.html
    "sqs",
    named(`
      AddPermission CancelMessageMoveTask CreateQueue DeleteQueue ListMessageMoveTasks ListQueues ListQueueTags
      RemovePermission SetQueueAttributes StartMessageMoveTask TagQueue UntagQueue
    `),
  ],
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
  ["s3", named("GetBucketPolicy PutBucketPolicy DeleteBucketPolicy")],
  ["s3express", named("GetBucketPolicy PutBucketPolicy DeleteBucketPolicy")],
  [
    // What PartiQL does has permissions of its own.
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-iam-actions.html
    "dynamodb",
    named(`
      PartiQLDelete PartiQLInsert PartiQLSelect PartiQLUpdate CreateTable DescribeTableReplicaAutoScaling
      UpdateTableReplicaAutoScaling CreateGlobalTable DescribeGlobalTable DescribeGlobalTableSettings ListGlobalTables
      UpdateGlobalTable UpdateGlobalTableSettings CreateBackup DescribeBackup DeleteBackup RestoreTableFromBackup
      DescribeContinuousBackups RestoreTableToPointInTime UpdateContinuousBackups DescribeContributorInsights
      ListContributorInsights UpdateContributorInsights DescribeExport ExportTableToPointInTime ListExports
      DescribeImport ImportTable ListImports DescribeKinesisStreamingDestination DisableKinesisStreamingDestination
      EnableKinesisStreamingDestination UpdateKinesisStreamingDestination GetResourcePolicy PutResourcePolicy
      DeleteResourcePolicy DescribeTimeToLive UpdateTimeToLive DescribeLimits DescribeEndpoints ListBackups ListTables
      ListStreams
    `),
  ],
]);

/**
 * Tells whether users and roles of another account can be permitted an action on a resource at all; where not, what its
 * policy allows them has no effect. Each service publishes its own list, and of one that has none every action can be.
 */
export function crossesAccounts(action: string): boolean {
  const lower = action.toLowerCase();
  const service = serviceOf(lower);
  const name = lower.slice(service.length + 1);
  return service === "kms" ? KMS.has(name) : CLOSED.get(service)?.has(name) !== true;
}

/**
 * Operations of AWS's interfaces that are taken for actions, in lower case, with the actions that they need instead.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export const ACTIONS_OF_OPERATIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    "s3:listbuckets": ["s3:ListAllMyBuckets"],
    "s3:listobjects": ["s3:ListBucket"],
    "s3:listobjectsv2": ["s3:ListBucket"],
    "s3:listobjectversions": ["s3:ListBucketVersions"],
    "s3:listparts": ["s3:ListMultipartUploadParts"],
    "s3:listmultipartuploads": ["s3:ListBucketMultipartUploads"],
    "s3:headbucket": ["s3:ListBucket"],
    "s3:headobject": ["s3:GetObject"],
    "s3:createmultipartupload": ["s3:PutObject"],
    "s3:completemultipartupload": ["s3:PutObject"],
    "s3:uploadpart": ["s3:PutObject"],
    "s3:uploadpartcopy": ["s3:GetObject", "s3:PutObject"],
    "s3:copyobject": ["s3:GetObject", "s3:PutObject"],
    "s3:deleteobjects": ["s3:DeleteObject"],
    "s3:getbucketencryption": ["s3:GetEncryptionConfiguration"],
    "s3:putbucketencryption": ["s3:PutEncryptionConfiguration"],
    "s3:getbucketlifecycle": ["s3:GetLifecycleConfiguration"],
    "s3:getbucketlifecycleconfiguration": ["s3:GetLifecycleConfiguration"],
    "s3:putbucketlifecycle": ["s3:PutLifecycleConfiguration"],
    "s3:putbucketlifecycleconfiguration": ["s3:PutLifecycleConfiguration"],
    "s3:getbucketreplication": ["s3:GetReplicationConfiguration"],
    "s3:putbucketreplication": ["s3:PutReplicationConfiguration"],
    "lambda:invoke": ["lambda:InvokeFunction"],
    "kms:reencrypt": ["kms:ReEncryptFrom", "kms:ReEncryptTo"],
  }),
);

/** Names by which services are known that begin none of their actions, with the prefix that does. */
export const PREFIXES_OF_NAMES: ReadonlyMap<string, string> = new Map([
  ["efs", "elasticfilesystem"],
  ["stepfunctions", "states"],
  ["cloudwatchlogs", "logs"],
]);

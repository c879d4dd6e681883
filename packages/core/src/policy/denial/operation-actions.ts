import { tableOf } from "../../table-of.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";

/** Services whose names in events, endpoints and SDKs are not the prefix of their actions. */
const PREFIXES: ReadonlyMap<string, string> = tableOf({
  "catalog.marketplace": "aws-marketplace",
  "data.iot": "iot",
  "discovery-marketplace": "aws-marketplace",
  "entitlement.marketplace": "aws-marketplace",
  "metering.marketplace": "aws-marketplace",
  "models-v2-lex": "lex",
  "models.lex": "lex",
  "runtime-v2-lex": "lex",
  "runtime.lex": "lex",
  cloudwatchlogs: "logs",
  dynamodbv2: "dynamodb",
  efs: "elasticfilesystem",
  elasticloadbalancingv2: "elasticloadbalancing",
  email: "ses",
  emr: "elasticmapreduce",
  eventbridge: "events",
  identitymanagement: "iam",
  iotdata: "iot",
  monitoring: "cloudwatch",
  pinpoint: "mobiletargeting",
  securitytokenservice: "sts",
  sesv2: "ses",
  sfn: "states",
  stepfunctions: "states",
  streams: "dynamodb",
  tagging: "tag",
});

/** Operations whose action has another name. S3's are of https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const OTHER_NAMES: ReadonlyMap<string, ReadonlyMap<string, string>> = tableOf({
  s3: tableOf({
    CompleteMultipartUpload: "PutObject",
    CopyObject: "PutObject",
    CreateMultipartUpload: "PutObject",
    DeleteBucketCors: "PutBucketCORS",
    DeleteBucketEncryption: "PutEncryptionConfiguration",
    DeleteBucketLifecycle: "PutLifecycleConfiguration",
    DeleteBucketReplication: "PutReplicationConfiguration",
    DeleteBucketTagging: "PutBucketTagging",
    DeleteObjects: "DeleteObject",
    DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
    GetBucketAccelerateConfiguration: "GetAccelerateConfiguration",
    GetBucketEncryption: "GetEncryptionConfiguration",
    GetBucketLifecycle: "GetLifecycleConfiguration",
    GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
    GetBucketNotificationConfiguration: "GetBucketNotification",
    GetBucketReplication: "GetReplicationConfiguration",
    GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
    GetPublicAccessBlock: "GetBucketPublicAccessBlock",
    HeadBucket: "ListBucket",
    HeadObject: "GetObject",
    InitiateMultipartUpload: "PutObject",
    ListBuckets: "ListAllMyBuckets",
    ListMultipartUploads: "ListBucketMultipartUploads",
    ListObjectVersions: "ListBucketVersions",
    ListObjects: "ListBucket",
    ListObjectsV2: "ListBucket",
    ListParts: "ListMultipartUploadParts",
    PutBucketAccelerateConfiguration: "PutAccelerateConfiguration",
    PutBucketEncryption: "PutEncryptionConfiguration",
    PutBucketLifecycle: "PutLifecycleConfiguration",
    PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
    PutBucketNotificationConfiguration: "PutBucketNotification",
    PutBucketReplication: "PutReplicationConfiguration",
    PutObjectLockConfiguration: "PutBucketObjectLockConfiguration",
    PutPublicAccessBlock: "PutBucketPublicAccessBlock",
    SelectObjectContent: "GetObject",
    UploadPart: "PutObject",
    UploadPartCopy: "PutObject",
  }),
  // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
  lambda: tableOf({ Invoke: "InvokeFunction", InvokeWithResponseStream: "InvokeFunction" }),
  // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
  bedrock: tableOf({ Converse: "InvokeModel", ConverseStream: "InvokeModelWithResponseStream" }),
});

/** API Gateway's actions are HTTP methods. https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html */
const METHODS: ReadonlyMap<string, string> = tableOf({
  Get: "GET",
  Create: "POST",
  Import: "POST",
  Test: "POST",
  Put: "PUT",
  Update: "PATCH",
  Delete: "DELETE",
  Flush: "DELETE",
});

/** Answers the prefix of a service's actions from its name in an event ("monitoring.amazonaws.com"), an endpoint or an SDK ("AmazonS3"). */
export function prefixOf(service: string, catalogue: Catalogue): string | undefined {
  const name = service
    .toLowerCase()
    .replace(/\.amazonaws\.com(\.cn)?$/, "")
    .replace(/^(amazon|aws)/, "")
    .replaceAll(" ", "");
  const prefix = PREFIXES.get(name) ?? name;
  return catalogue.service(prefix) === undefined ? undefined : prefix;
}

/** Answers the action that an operation needs first, in the catalogue's spelling, or undefined where the catalogue has none. */
export function actionOf(service: string, operation: string, catalogue: Catalogue): string | undefined {
  const prefix = prefixOf(service, catalogue);
  if (prefix === undefined) return undefined;
  // Lambda and CloudFront end the names of their operations with the API's date.
  const name = operation.replace(/\d{8}(v\d+)?$|\d{4}_\d{2}_\d{2}$/, "");
  const method = prefix === "apigateway" ? METHODS.get(/^[A-Z][a-z]+/.exec(name)?.[0] ?? "") : undefined;
  return catalogue.action(`${prefix}:${OTHER_NAMES.get(prefix)?.get(name) ?? method ?? name}`)?.id;
}

/** Answers the only action of that name in the whole catalogue, for a text that does not tell the service. */
export function onlyActionNamed(operation: string, catalogue: Catalogue): string | undefined {
  const named = catalogue
    .matching(`*:${operation}`)
    .filter(({ name }) => name.toLowerCase() === operation.toLowerCase());
  return named.length === 1 ? named[0]?.id : undefined;
}

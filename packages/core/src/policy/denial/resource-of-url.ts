import { formatArn } from "../../arn.ts";
import type { Findings } from "./denial.ts";

/** The bucket's name at the head of a virtual host, in a path, in "s3://" and in S3's XML. */
const BUCKETS: readonly RegExp[] = [
  /\bs3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<key>[^\s"'<>]*))?/,
  /https?:\/\/(?<bucket>[a-z0-9][a-z0-9.-]*?)\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com(?<china>\.cn)?(?:\/(?<key>[^\s"'<>?]*))?/,
  /https?:\/\/s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com(?<china>\.cn)?\/(?<bucket>[a-z0-9][a-z0-9.-]+)(?:\/(?<key>[^\s"'<>?]*))?/,
  /<BucketName>(?<bucket>[^<]+)<\/BucketName>/,
  /\(bucket: "?(?<bucket>[a-z0-9][a-z0-9.-]+)"?/,
];

/** Answers the ARN of the bucket, or for an action on objects of the object, that a message on S3 names besides AWS's words. */
export function bucketNamed(text: string, action: string | undefined): Findings {
  const groups = BUCKETS.map((pattern) => pattern.exec(text)?.groups).find((found) => found !== undefined);
  const bucket = groups?.["bucket"];
  if (groups === undefined || bucket === undefined) return {};
  const key = groups["key"] ?? "";
  const partition = partitionOf(groups["china"] === undefined ? text : "cn-");
  const onObject = action !== undefined && /object|multipartuploadparts|abort/i.test(action) && key !== "";
  const resource = onObject ? `${bucket}/${key}` : bucket;
  return { resource: formatArn({ partition, service: "s3", region: "", accountId: "", resource }) };
}

/** Answers the queue's ARN, where the address names more than the service. */
export function queueNamed(url: string): Findings {
  const [, region, accountId, name] =
    /^https?:\/\/(?:sqs\.)?([a-z0-9-]+?)(?:\.queue)?\.amazonaws\.com(?:\.cn)?\/(\d{12})\/([\w.-]+)/.exec(url) ?? [];
  if (region === undefined || accountId === undefined || name === undefined) return { shown: url };
  const resource = formatArn({ partition: partitionOf(region), service: "sqs", region, accountId, resource: name });
  return { resource, accountId };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(text: string): string {
  if (/\bcn-/.test(text)) return "aws-cn";
  return /\bus-gov-/.test(text) ? "aws-us-gov" : "aws";
}

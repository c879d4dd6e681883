import { formatArn, parseArn } from "../arn.ts";
import { widened } from "./variable-pieces.ts";
import { wildcard } from "./wildcard.ts";

const allBuckets = (partition: string): string =>
  formatArn({ partition, service: "s3", region: "", accountId: "", resource: "*" });

/**
 * Answers the text that a policy's resources are compared with: where an action of Amazon S3 knows no resource it asks
 * for all buckets, which policies may name by an ARN.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/walkthrough1.html
 */
export function comparedResource(service: string, resource: string, callerArn: string): string {
  return resource === "*" && service === "s3" ? allBuckets(parseArn(callerArn)?.partition ?? "aws") : resource;
}

/** Whether a text of Resource may mean all buckets by an ARN, its variables having any value. */
export function namesAllBuckets(text: string): boolean {
  const [prefix = "", partition = ""] = text.split(":");
  return prefix === "arn" && wildcard(widened(text))(allBuckets(/[*?$]/.test(partition) ? "aws" : partition));
}

import { parseArn } from "../arn.ts";
import type { AccessRequest, Principal } from "./request.ts";

/** Whether a caller is the root user of its account. */
export const isRootUser = ({ arn, accountId }: Pick<Principal, "arn" | "accountId">): boolean =>
  arn.endsWith(":root") && parseArn(arn)?.accountId === accountId;

const UNLOCKS = /^s3(express)?:(get|put|delete)bucketpolicy$/i;

/**
 * Whether a request is one of the bucket owner's root user that no bucket policy can deny, so that nobody is locked out
 * of a bucket for good; only policies of AWS Organizations and of VPC endpoints can.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export const unlocksBucket = ({ principal, action, resourceAccountId }: AccessRequest): boolean =>
  isRootUser(principal) && principal.accountId === resourceAccountId && UNLOCKS.test(action);

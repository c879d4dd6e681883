import type { ConditionTree } from "../grammar/tree.ts";
import { isPrivateRange } from "./ip-values.ts";

/** Values that anybody meets: whatever text, any unique id and session, all addresses. */
const OPEN = new Set(["*", "*:*", "0.0.0.0/0", "::/0"]);

/** Ids of accounts, organizations and networks, which have no beginning that strangers could not have. */
const WHOLE_IDS: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:resourceaccount",
  "aws:resourceorgid",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
  "s3:resourceaccount",
]);

/** Ids behind which more follows: the units of an organization, the sessions of a role. */
const IDS = /^aws:(\w*orgpaths|userid)$/;

/** ARNs whose last part the account chooses that it names; a service's own ARN as a source may name none, as a bucket's. */
const CHOSEN: readonly string[] = [
  "aws:principalarn",
  "aws:sourcevpcarn",
  "s3:dataaccesspointarn",
  "kms:encryptioncontext:aws:logs:arn",
];

/** Keys of who asks and from where, and the variables of the same: what everybody's own value is compared with is open. */
const ASKER = /^aws:(principal|userid|username|source)/;
const ASKERS_OWN = /\$\{aws:(principal|userid|username|source)/i;
/** The account of the resource, which is one. */
const OWNERS_ACCOUNT = /\$\{aws:ResourceAccount\}/gi;

/** What an id begins with before anything in it is one's own: the prefix of its kind. */
const ANY_ID = /^([a-z]*-?|A[A-Z]{3})$/;

/**
 * Whether a pattern of a key's value leaves an id open: AWS knows no use for a wildcard in ids of accounts, organizations
 * and networks.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function isOpenId(lower: string, pattern: string): boolean {
  if (!WHOLE_IDS.has(lower)) return false;
  const wildcard = pattern.search(/[*?]/);
  return wildcard >= 0 && !/^\d{12}/.test(pattern.slice(0, wildcard));
}

/**
 * Whether strangers meet a value of a condition too: a pattern leaves open whose account or organization it is, or a range
 * of addresses is wider than what S3 counts as known callers.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isOpenValue({ lower, test }: ConditionTree, value: string): boolean {
  if (OPEN.has(value) || (ASKER.test(lower) && ASKERS_OWN.test(value))) return true;
  if (test?.family === "IpAddress") return isWideRange(value);
  const wildcard = value.search(/[*?]/);
  if (wildcard < 0 || (test?.family !== "Arn" && test?.name !== "StringLike")) return false;
  if (CHOSEN.includes(lower))
    return !/^\d{12}/.test(value.replaceAll(OWNERS_ACCOUNT, "000000000000").split(":")[4] ?? "");
  return isOpenId(lower, value) || (IDS.test(lower) && ANY_ID.test(value.slice(0, wildcard)));
}

function isWideRange(range: string): boolean {
  const [network = "", bits] = range.split("/");
  return bits !== undefined && Number(bits) < (network.includes(":") ? 32 : 8) && !isPrivateRange(range);
}

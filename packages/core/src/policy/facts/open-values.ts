import type { ConditionTree } from "../grammar/tree.ts";
import { isBroadRange } from "../ip-range.ts";
import { BOUNDING_KEYS, type Value } from "./bounding-keys.ts";

/** Whatever text, and any unique id and session. */
const ANYTHING: ReadonlySet<string> = new Set(["*", "*:*"]);

/** A variable that whoever asks has a say in; what is the resource's own is not, nor is a character. */
const ASKERS = /\$\{(?![*?$]\}|aws:resource)/i;

/** The account of the resource, which is one. */
const OWNERS_ACCOUNT = /\$\{aws:ResourceAccount\}/gi;

/** Longer than any text that somebody could choose an id of IAM to begin with. */
const ID = 16;

const WILDCARD = /[*?]/;

/** Values of some keys leave open who comes in, whatever the operator. */
const WITHOUT_PATTERN: Readonly<Partial<Record<Value, (value: string) => boolean>>> = {
  anybody: () => true,
  // "true" is every service, and "false" is everybody else.
  service: () => true,
  account: isAnonymous,
  "user-id": isAnonymous,
  truth: (value) => value.toLowerCase() !== "true",
  // A name such as accounts.google.com is everybody's.
  provider: (value) => !namesAccount(value),
  endpoint: (value) => /^(https?:\/\/)?[*?@.]*$/.test(value),
};

/** Whether a pattern with a wildcard leaves it open. */
const BY_PATTERN: Readonly<Partial<Record<Value, (pattern: string) => boolean>>> = {
  account: (pattern) => !/^\d{12}/.test(pattern),
  arn: (pattern) => !namesAccount(pattern),
  "source-arn": (pattern) => !namesAccount(pattern),
  // S3 compares addresses by IpAddress alone, and by no pattern.
  address: () => true,
  fixed: () => true,
  network: () => true,
  organization: () => true,
  path: (pattern) => WILDCARD.test(pattern.split("/", 1)[0] ?? ""),
  // "id:session name": AWS makes the id. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  "user-id": (pattern) => WILDCARD.test((pattern.split(":", 1)[0] ?? "").slice(0, ID)),
};

/** Whoever does not sign has this account and id: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
function isAnonymous(value: string): boolean {
  return value === "anonymous";
}

const namesAccount = (arn: string): boolean =>
  /^\d{12}/.test(arn.replaceAll(OWNERS_ACCOUNT, "000000000000").split(":")[4] ?? "");

/** Ids of whoever has the resource. */
const OF_OWNERS: ReadonlySet<string> = new Set(["aws:resourceaccount", "aws:resourceorgid", "s3:resourceaccount"]);
const WHOLE_IDS: ReadonlySet<Value | undefined> = new Set<Value>(["account", "network", "organization"]);

/**
 * Whether a pattern leaves the id of an account, an organization or a network open: AWS gives them, and knows no use for a
 * wildcard in them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function isOpenId(lower: string, pattern: string): boolean {
  if (!OF_OWNERS.has(lower) && !WHOLE_IDS.has(BOUNDING_KEYS.get(lower)?.value)) return false;
  return WILDCARD.test(pattern) && !/^\d{12}/.test(pattern);
}

/**
 * Whether strangers meet a value of a condition, too: it leaves open whose account, organization or network it is, or a
 * range of addresses is wider than what S3 counts as known callers.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isOpenValue({ lower, test }: Pick<ConditionTree, "lower" | "test">, value: string): boolean {
  if (ANYTHING.has(value)) return true;
  if (test?.family === "IpAddress") return isBroadRange(value);
  const isPattern = WILDCARD.test(value) && (test?.family === "Arn" || test?.name === "StringLike");
  const kind = BOUNDING_KEYS.get(lower)?.value;
  if (kind === undefined) return isPattern && isOpenId(lower, value);
  if (ASKERS.test(value) || WITHOUT_PATTERN[kind]?.(value) === true) return true;
  return isPattern && BY_PATTERN[kind]?.(value) === true;
}

/** Whether a condition fails where its key is absent, and lets through those whom its values name. */
export function narrows({ lower, test, values }: ConditionTree): boolean {
  if (test === undefined || test.ifExists || test.name === "Null" || test.name.includes("Not")) return false;
  // Whoever is no service of AWS is everybody else.
  if (lower === "aws:principalisawsservice" && values.some(({ value }) => String(value).toLowerCase() !== "true"))
    return false;
  // No id is more or less than another.
  if (test.family === "Numeric" || test.family === "Date") return false;
  return test.set !== "ForAllValues" && values.length > 0;
}

/** Whether a condition keeps strangers out: it narrows, and none of its values is open. */
export const keepsOut = (condition: ConditionTree): boolean =>
  narrows(condition) && !condition.values.some(({ value }) => isOpenValue(condition, String(value)));

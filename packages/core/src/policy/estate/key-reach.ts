import { parseArn } from "../../arn.ts";
import { tableOf } from "../../table-of.ts";
import type { ConditionTree } from "../grammar/tree.ts";
import { isBroadRange } from "../ip-range.ts";
import type { Estate } from "./estate.ts";

/** How far a grant reaches, from the resource's own account to the whole world. */
export const REACHES = ["account", "organization", "service", "outside", "public"] as const;
export type Reach = (typeof REACHES)[number];

/** From the narrowest bound to none: a service that acts for anybody is kept back by less than one that acts for a stranger. */
const BOUNDS: readonly Reach[] = ["account", "organization", "outside", "service", "public"];

/** Answers the narrower of two bounds that both hold. */
export const nearer = (one: Reach, other: Reach): Reach => (BOUNDS.indexOf(one) <= BOUNDS.indexOf(other) ? one : other);

/** Answers the farthest of several, the nearest of all where there is none. */
export const farthest = (reaches: readonly Reach[]): Reach =>
  REACHES[Math.max(0, ...reaches.map((reach) => REACHES.indexOf(reach)))] ?? "account";

/** Whose account a value is compared for: the owner of the resource, in an estate. */
export type Owner = { estate: Estate; account: string | undefined };

/** How near those are whom a value names; "open" where anybody can bring a value that fits. */
type Near = "account" | "organization" | "outside" | "open";
type Reader = (owner: Owner, value: string) => Near;

/** Whether an account is ours: without an organization as it was read, the accounts of the estate count as ours. */
export const isOurs = ({ facts, account }: Estate, id: string): boolean =>
  facts.organization ? facts.organization.accounts.has(id) : account(id) !== undefined;

/** Answers how far an account is away from the owner of a resource. */
export function reachOfAccount({ estate, account }: Owner, id: string): "account" | "organization" | "outside" {
  if (id === account) return "account";
  return isOurs(estate, id) ? "organization" : "outside";
}

const isOpen = (text: string): boolean => /[*?]|\$\{/.test(text);

const account: Reader = (owner, value) => (isOpen(value) ? "open" : reachOfAccount(owner, value));

const arn: Reader = (owner, value) => {
  const { service, accountId } = parseArn(value) ?? {};
  if (accountId === undefined) return isOpen(value) ? "open" : "outside";
  if (accountId !== "") return account(owner, accountId);
  // The ARN of a bucket names no account: whose it is the estate may know.
  if (service !== "s3" || isOpen(value)) return "open";
  const known = owner.estate.resource(value);
  return known === undefined ? "outside" : reachOfAccount(owner, known.accountId);
};

const organization: Reader = ({ estate }, value) => {
  const [id = ""] = value.split("/");
  const isOwn = id === estate.facts.organization?.id || /^\$\{aws:resourceorg(id|paths)\}$/i.test(value);
  if (isOwn) return "organization";
  return isOpen(id) ? "open" : "outside";
};

/** Longer than any text that somebody could choose an id of IAM to begin with. */
const ID = 16;

/** "id:session name": AWS makes the id. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const userId: Reader = (owner, value) => {
  if (/^\d{12}$/.test(value)) return reachOfAccount(owner, value);
  const [id = ""] = value.split(":");
  return isOpen(id) && id.search(/[*?$]/) < ID ? "open" : "outside";
};

const fixed: Reader = (_, value) => (isOpen(value) ? "open" : "outside");
const address: Reader = (_, value) => (isBroadRange(value) ? "open" : "outside");
const truth: Reader = (_, value) => (value.toLowerCase() === "true" ? "outside" : "open");
const anybody: Reader = () => "open";

/** Keys of the caller, of the resource for which a service calls, and of the way that a call takes. */
const KEYS: Readonly<Record<"caller" | "source" | "way", ReadonlyMap<string, Reader>>> = {
  caller: tableOf<Reader>({
    "aws:principalaccount": account,
    "aws:principalarn": arn,
    "aws:principalorgid": organization,
    "aws:principalorgpaths": organization,
    "aws:userid": userId,
    "aws:federatedprovider": arn,
    "kms:calleraccount": account,
  }),
  source: tableOf<Reader>({
    "aws:sourceaccount": account,
    "aws:sourcearn": arn,
    "aws:sourceorgid": organization,
    "aws:sourceorgpaths": organization,
    "aws:sourceowner": account,
    "aws:principalservicename": anybody,
    "aws:principalisawsservice": (_, value) => (value.toLowerCase() === "true" ? "open" : "outside"),
  }),
  way: tableOf<Reader>({
    "aws:sourceip": address,
    "aws:sourcevpc": fixed,
    "aws:sourcevpcarn": arn,
    "aws:sourcevpce": fixed,
    "aws:vpceaccount": account,
    "aws:vpceorgid": organization,
    "aws:vpceorgpaths": organization,
    "lambda:eventsourcetoken": fixed,
    "s3:dataaccesspointaccount": account,
    "s3:dataaccesspointarn": arn,
    "elasticfilesystem:accesspointarn": arn,
    "elasticfilesystem:accessedviamounttarget": truth,
    "sns:endpoint": (_, value) => (/^(https?:\/\/)?[*?@.]*$/.test(value) ? "open" : "outside"),
  }),
};

/** What passes one of the sources is a service; the way of a call does not tell whose it is. */
const FARTHEST = { caller: "public", source: "service", way: "public" } as const;

/**
 * Answers how far those reach whom a condition lets through, by its key and its values, or undefined where it keeps
 * nobody out. What callers choose themselves is no bound: tags, names of users, private addresses, the service that they
 * call through.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function reachOfCondition(
  owner: Owner,
  condition: ConditionTree,
  abouts: readonly (keyof typeof KEYS)[],
): Reach | undefined {
  const about = abouts.find((one) => KEYS[one].has(condition.lower));
  const read = about && KEYS[about].get(condition.lower);
  if (about === undefined || read === undefined || !narrows(condition)) return undefined;
  const nears = condition.values.map(({ value }) =>
    read(owner, String(value).replaceAll(/\$\{aws:ResourceAccount\}/gi, owner.account ?? "*")),
  );
  const bounds = nears.map((near): Reach => {
    if (near === "open") return FARTHEST[about];
    return about === "way" ? "outside" : near;
  });
  return bounds.reduce((one, other) => (nearer(one, other) === one ? other : one));
}

/** Whether a condition fails where its key is absent, and lets through those whom its values name. */
export function narrows({ test, values }: ConditionTree): boolean {
  if (test === undefined || test.ifExists || test.name === "Null" || /Not/.test(test.name)) return false;
  return test.set !== "ForAllValues" && values.length > 0;
}

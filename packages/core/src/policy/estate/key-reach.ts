import { parseArn } from "../../arn.ts";
import { type About, BOUNDING_KEYS, type Value } from "../facts/bounding-keys.ts";
import { isOpenValue, narrows } from "../facts/open-values.ts";
import type { ConditionTree } from "../grammar/tree.ts";
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

/** How near those are whom a value names; "open" where the estate does not know whose a source is. */
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

const account: Reader = (owner, value) => reachOfAccount(owner, value.slice(0, 12));

const arn: Reader = (owner, value) => {
  const { service, accountId } = parseArn(value) ?? {};
  if (accountId === undefined) return "outside";
  if (accountId !== "") return account(owner, accountId);
  // The ARN of a bucket names no account: whose it is the estate may know.
  if (service !== "s3" || /[*?]/.test(value)) return "open";
  const known = owner.estate.resource(value);
  return known === undefined ? "outside" : reachOfAccount(owner, known.accountId);
};

const organization: Reader = ({ estate }, value) => {
  const [id = ""] = value.split("/");
  const isOwn = id === estate.facts.organization?.id || /^\$\{aws:resourceorg(id|paths)\}$/i.test(value);
  return isOwn ? "organization" : "outside";
};

const outside: Reader = () => "outside";

/** How near those are whom a value names that is not open. */
const READERS: Readonly<Record<Value, Reader>> = {
  account,
  arn,
  "source-arn": arn,
  provider: arn,
  organization,
  path: organization,
  "user-id": (owner, value) => (/^\d{12}$/.test(value) ? reachOfAccount(owner, value) : "outside"),
  address: outside,
  anybody: outside,
  endpoint: outside,
  fixed: outside,
  network: outside,
  service: outside,
  truth: outside,
};

/** What passes one of the sources is a service; the way of a call does not tell whose it is. */
const FARTHEST = { caller: "public", source: "service", way: "public", context: "service" } as const;

/**
 * Answers how far those reach whom a condition lets through, by its key and its values, or undefined where it keeps
 * nobody out. What callers choose themselves is no bound: tags, names of users, private addresses, the service that they
 * call through.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function reachOfCondition(owner: Owner, condition: ConditionTree, abouts: readonly About[]): Reach | undefined {
  const key = BOUNDING_KEYS.get(condition.lower);
  if (key === undefined || !abouts.includes(key.about) || !narrows(condition)) return undefined;
  const { about, value: kind } = key;
  const bounds = condition.values.map(({ value }): Reach => {
    const text = String(value).replaceAll(/\$\{aws:ResourceAccount\}/gi, owner.account ?? "*");
    const near = isOpenValue(condition, text) ? "open" : READERS[kind](owner, text);
    if (near === "open") return FARTHEST[about];
    return about === "way" ? "outside" : near;
  });
  return bounds.reduce((one, other) => (nearer(one, other) === one ? other : one));
}

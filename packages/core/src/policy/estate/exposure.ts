import { parseArn } from "../../arn.ts";
import type { Estate } from "./estate.ts";
import { type Grant, grantsOf } from "./grants-of.ts";
import { farthest, type Reach } from "./key-reach.ts";
import { boundBy } from "./layers-of.ts";
import { leftOf } from "./left-of.ts";
import type { Reason } from "./reason.ts";
import { type Target, targetOf } from "./target.ts";

/** A grant of the resource's policy, what takes it away again, and both in words. */
export type Exposed = Grant & {
  takenBy: Reason | "S3 Block Public Access" | undefined;
  /** How far it reaches after that; undefined where nobody is left. */
  left: Reach | undefined;
  sentence: string;
};

export type Exposure = {
  resource: string;
  accountId: string | undefined;
  /** How far the farthest grant reaches that nothing takes away. */
  reach: Reach;
  grants: readonly Exposed[];
  lacking: readonly string[];
};

/** Answers who outside a resource's account its policy lets in, how far that reaches, under which conditions, and what takes it away. */
export function exposureOf(estate: Estate, { resource }: { resource: string }): Exposure {
  const arn = parseArn(resource);
  const isRole = arn?.service === "iam" && arn.resource.startsWith("role/");
  const action = isRole ? "sts:AssumeRole" : `${arn?.service ?? ""}:*`;
  const target = targetOf(estate, { action, resource });
  const grants = grantsOf(estate, target);
  const isPublic = grants.some(({ reach }) => reach === "public");
  const restricts = target.resource?.publicAccessBlock?.restrictPublicBuckets === true && isPublic;
  const exposed = grants.map((grant): Exposed => {
    // A public policy then serves the bucket's own account and AWS's services alone.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    const isRestricted = restricts && !["account", "service"].includes(grant.reach);
    const { takenBy, reach: left } = isRestricted
      ? { takenBy: "S3 Block Public Access" as const, reach: "account" as const }
      : leftOf(estate, target, grant);
    return { ...grant, takenBy, left, sentence: say(grant, left) };
  });
  return {
    resource,
    accountId: target.accountId,
    reach: farthest(exposed.flatMap(({ left }) => left ?? [])),
    grants: exposed,
    lacking: [...target.lacking, ...lackingOf(estate, target)],
  };
}

function lackingOf(estate: Estate, target: Target): readonly string[] {
  const { resourceControl } = boundBy(estate, { arn: "", accountId: target.accountId ?? "" }, target);
  const isBucket = parseArn(target.question.resource)?.service === "s3";
  const unread = isBucket && target.resource?.publicAccessBlock === undefined;
  return [
    ...resourceControl.lacking,
    ...(estate.facts.organization === undefined
      ? ["The organization was not read: which accounts are ours is told by the estate."]
      : []),
    ...(unread ? [`S3 Block Public Access of ${target.question.resource} was not read.`] : []),
  ];
}

const WORDS: Readonly<Record<Reach, string>> = {
  account: "in the resource's own account",
  organization: "in the organization",
  service: "a service of AWS, whomever it acts for",
  outside: "outside the organization",
  public: "everybody in the world",
};

function say({ who, reach, actions, limits }: Grant, left: Reach | undefined): string {
  const name = who.kind === "everyone" ? "Everybody" : `${who.kind === "account" ? "Account " : ""}${who.name}`;
  const under =
    limits.length === 0
      ? ""
      : `, if ${limits.map(({ key, operator, values }) => `${key} ${operator} ${values.join(" or ")}`).join(" and ")}`;
  const rest = left === undefined ? ", but it is denied again" : `, but it is denied to all but those ${WORDS[left]}`;
  const taken = left === reach ? "" : rest;
  return `${name} (${WORDS[reach]}) may do ${actions.join(", ")}${under}${taken}.`;
}

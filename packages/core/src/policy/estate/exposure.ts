import { evaluate } from "../evaluate.ts";
import { parsePolicy } from "../document.ts";
import { formatArn, parseArn } from "../../arn.ts";
import type { Estate } from "./estate.ts";
import { type Grant, grantsOf, type Reach, REACHES } from "./grants-of.ts";
import { boundBy } from "./layers-of.ts";
import { type Reason, toReason } from "./reason.ts";
import { type Target, targetOf } from "./target.ts";

/** A grant of the resource's policy, what takes it away again, and both in words. */
export type Exposed = Grant & { takenBy: Reason | "S3 Block Public Access" | undefined; sentence: string };

export type Exposure = {
  resource: string;
  accountId: string | undefined;
  /** How far the farthest grant reaches that nothing takes away. */
  reach: Reach;
  grants: readonly Exposed[];
  lacking: readonly string[];
};

const ANYTHING = parsePolicy(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`);

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
    const takenBy = isRestricted ? "S3 Block Public Access" : deniedBy(estate, target, grant);
    return { ...grant, takenBy, sentence: say(grant, takenBy !== undefined) };
  });
  const left = exposed.filter(({ takenBy }) => takenBy === undefined).map(({ reach }) => REACHES.indexOf(reach));
  return {
    resource,
    accountId: target.accountId,
    reach: REACHES[Math.max(0, ...left)] ?? "account",
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

const STRANGER = "000000000000";

/** The statement of a resource control policy that denies all that is granted to a stranger. */
function deniedBy(estate: Estate, target: Target, { who, actions, reach }: Grant): Reason | undefined {
  if (reach === "account" || reach === "organization" || target.policy === undefined) return undefined;
  if (who.kind === "service" || who.kind === "provider" || who.kind === "canonical-user") return undefined;
  const accountId = who.kind === "account" ? who.name : (parseArn(who.name)?.accountId ?? STRANGER);
  const partition = parseArn(target.question.resource)?.partition ?? "aws";
  const arn = formatArn({ partition, service: "iam", region: "", accountId, resource: "role/stranger" });
  const principal = { arn: who.kind === "principal" ? who.name : arn, accountId };
  const asked = actions.flatMap((pattern) => estate.catalogue.matching(pattern.replace(/^not /, "")).slice(0, 1));
  const { resource } = target.question;
  const found = asked.map(({ id }) => {
    const on = { ...target, question: { ...target.question, action: id }, action: id.toLowerCase() };
    const { resourceControl } = boundBy(estate, principal, on);
    const decision = evaluate(
      {
        principal,
        action: id,
        resource: on.service === "s3" && /object/i.test(id) ? `${resource}/*` : resource,
        resourceAccountId: target.accountId ?? "",
        context: {
          "aws:SecureTransport": "true",
          "aws:PrincipalOrgID": "o-stranger",
          "aws:PrincipalOrgPaths": ["o-stranger/"],
        },
        rest: "unknown",
      },
      { identity: [ANYTHING], serviceControl: [], resourceControl: resourceControl.compiled },
    );
    const [because] = decision.because;
    if (decision.effect !== "explicitly-denied" || because === undefined || because.effect === "none") return undefined;
    return toReason(because, resourceControl.sources[because.level ?? 0]?.[because.document], target.source.holder);
  });
  return found.every((reason) => reason !== undefined) ? found[0] : undefined;
}

const WORDS: Readonly<Record<Reach, string>> = {
  account: "in the resource's own account",
  organization: "in the organization",
  service: "a service of AWS, whomever it acts for",
  outside: "outside the organization",
  public: "everybody in the world",
};

function say({ who, reach, actions, limits }: Grant, isTaken: boolean): string {
  const name = who.kind === "everyone" ? "Everybody" : `${who.kind === "account" ? "Account " : ""}${who.name}`;
  const under =
    limits.length === 0
      ? ""
      : `, if ${limits.map(({ key, operator, values }) => `${key} ${operator} ${values.join(" or ")}`).join(" and ")}`;
  const taken = isTaken ? ", but another policy takes it away" : "";
  return `${name} (${WORDS[reach]}) may do ${actions.join(", ")}${under}${taken}.`;
}

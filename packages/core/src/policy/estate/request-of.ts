import { parseArn } from "../../arn.ts";
import { type AccessRequest, type KnownValues, knownValues, type RequestContext } from "../request.ts";
import type { Estate, EstatePrincipal } from "./estate.ts";
import type { Held } from "./held.ts";
import { orgPathOf } from "./organization.ts";
import type { Target } from "./target.ts";

type Context = Record<string, string | readonly string[]>;

/**
 * Keys that no call of a role or user carries: they are those of AWS's services.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const NEVER = [
  "aws:PrincipalServiceName",
  "aws:PrincipalServiceNamesList",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceOrgID",
  "aws:SourceOrgPaths",
];
const NEVER_OF_ROLES = [...NEVER, "aws:username"];
const NEVER_OF_USERS = [...NEVER, "aws:FederatedProvider", "aws:SourceIdentity", "saml:*"];

/** What answers take for granted of a call, in words. */
export const ASSUMED: readonly string[] = [
  "The call uses TLS, is made in the Region that the resource's ARN names, passes no VPC endpoint with a policy of its own, and has no session policy.",
];

/** Answers what is known of every call on a target, whoever makes it. */
function contextOfTarget(estate: Estate, target: Target): RequestContext {
  const { organization } = estate.facts;
  const { accountId, question } = target;
  const context: Context = { "aws:SecureTransport": "true" };
  // A resource of a Region is called in that Region, since its ARN names it.
  const region = parseArn(question.resource)?.region;
  if (region) context["aws:RequestedRegion"] = region;
  if (organization && accountId !== undefined) {
    const path = orgPathOf(organization, accountId);
    if (path !== undefined) {
      context["aws:ResourceOrgID"] = organization.id;
      context["aws:ResourceOrgPaths"] = [path];
    }
  }
  for (const [key, value] of Object.entries(knownTags(target) ?? {})) context[`aws:ResourceTag/${key}`] = value;
  return { ...context, ...question.context };
}

/** The tags of the very resource that is asked of, where they were read. */
const knownTags = ({ question, resource }: Target): Readonly<Record<string, string>> | undefined =>
  resource?.arn === question.resource ? resource.tags : undefined;

/** Answers how each principal would ask for a target; what nobody can know before the call is left unknown. */
export function requestsOn(estate: Estate, target: Target): (held: Held) => AccessRequest {
  const known = contextOfTarget(estate, target);
  const { action, resource } = target.question;
  const ofTarget = knownTags(target) === undefined ? [] : ["aws:ResourceTag/*"];
  const absent = [...(target.question.absent ?? []), ...ofTarget];
  const never = { role: [...NEVER_OF_ROLES, ...absent], user: [...NEVER_OF_USERS, ...absent] };
  const certain = { role: [...never.role, "aws:PrincipalTag/*"], user: [...never.user, "aws:PrincipalTag/*"] };
  const canonicalUserIds = new Map([...target.canonical].map(([id, account]) => [account, id]));
  return ({ principal, tags }) => {
    const { arn, accountId } = principal;
    const canonicalUserId = canonicalUserIds.get(accountId);
    const kind = arn.includes(":role/") ? "role" : "user";
    let context: Context | undefined;
    return {
      principal: canonicalUserId === undefined ? { arn, accountId } : { arn, accountId, canonicalUserId },
      action,
      resource,
      resourceAccountId: target.accountId ?? accountId,
      // Most decisions ask for no condition key: the context is put together when one does.
      get context() {
        return (context ??= { ...contextOfCaller(estate, principal, tags), ...known });
      },
      absent: tags === undefined ? never[kind] : certain[kind],
      rest: "unknown",
    };
  };
}

/** Answers the context that all roles of an account, or all its users, have in common, ready once for all of them. */
export function commonOn(estate: Estate, target: Target): (held: Held) => KnownValues {
  const known = contextOfTarget(estate, target);
  const ready = new Map<string, KnownValues>();
  return ({ principal }) => {
    const key = `${principal.arn.includes(":role/") ? "role" : "user"} ${principal.accountId}`;
    const before = ready.get(key);
    if (before !== undefined) return before;
    const values = knownValues({ ...contextOfCaller(estate, principal, undefined), ...known });
    ready.set(key, values);
    return values;
  };
}

function contextOfCaller({ facts: { organization } }: Estate, { arn, accountId }: EstatePrincipal, tags: Held["tags"]) {
  const context: Context = { "aws:PrincipalType": arn.includes(":role/") ? "AssumedRole" : "User" };
  const path = organization ? orgPathOf(organization, accountId) : undefined;
  if (organization && path !== undefined) {
    context["aws:PrincipalOrgID"] = organization.id;
    context["aws:PrincipalOrgPaths"] = [path];
  }
  for (const [key, value] of Object.entries(tags ?? {})) context[`aws:PrincipalTag/${key}`] = value;
  return context;
}

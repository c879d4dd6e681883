import type * as STS from "@aws-sdk/client-sts";
import type { Target } from "../authorize/target.ts";
import type { Identity } from "../identity.ts";
import { AwsError } from "../protocol/errors.ts";
import type { Call } from "../server/service.ts";
import { isInUse } from "../world/account.ts";
import { findRole } from "../world/find.ts";
import type { Role } from "../world/role.ts";
import type { ServiceParts } from "./parts.ts";
import { readAssumeRole, type AssumeRoleInput } from "./sts-input.ts";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html: chaining limits a session to one hour. */
const CHAINED_SECONDS = 3_600;

type Session = { sourceIdentity?: string; tags: Record<string, string>; transitiveTags: string[] };

/** A source identity stays for the rest of a chain, and transitive tags are handed on. */
function sessionOf(input: AssumeRoleInput, { sourceIdentity, tags, transitiveTags }: Identity): Session {
  const inherited = Object.fromEntries(transitiveTags.map((key) => [key, tags[key] ?? ""]));
  const kept = input.sourceIdentity ?? sourceIdentity;
  return {
    ...(kept ? { sourceIdentity: kept } : {}),
    tags: { ...input.tags, ...inherited },
    transitiveTags: [...new Set([...input.transitiveTags, ...transitiveTags])],
  };
}

/**
 * Each thing that the caller asks for is an action of its own, which both sides must allow. Tags that the calling session
 * hands on must be allowed as well, but the keys of the request tell only of those that it passes.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required
 */
function wantedTargets(input: AssumeRoleInput, session: Session): Target[] {
  const context: Record<string, string | string[]> = {
    "sts:RoleSessionName": input.sessionName,
    ...(input.externalId ? { "sts:ExternalId": input.externalId } : {}),
    ...(session.sourceIdentity ? { "sts:SourceIdentity": session.sourceIdentity } : {}),
    ...Object.fromEntries(Object.entries(input.tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...(Object.keys(input.tags).length > 0 ? { "aws:TagKeys": Object.keys(input.tags) } : {}),
    ...(input.transitiveTags.length > 0 ? { "sts:TransitiveTagKeys": input.transitiveTags } : {}),
  };
  const actions = [
    "sts:AssumeRole",
    ...(session.sourceIdentity ? ["sts:SetSourceIdentity"] : []),
    ...(Object.keys(session.tags).length > 0 ? ["sts:TagSession"] : []),
  ];
  return actions.map((action) => ({ action, resource: input.roleArn, context }));
}

function checkDuration(input: AssumeRoleInput, role: Role, identity: Identity): number {
  const seconds = input.seconds ?? CHAINED_SECONDS;
  if (identity.roleArn && seconds > CHAINED_SECONDS) {
    throw new AwsError(
      "Validation",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  }
  if (seconds > role.maxSessionSeconds) {
    throw new AwsError("Validation", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }
  return seconds;
}

function checkSourceIdentity(input: AssumeRoleInput, { sourceIdentity }: Identity): void {
  if (!sourceIdentity || !input.sourceIdentity || sourceIdentity === input.sourceIdentity) return;
  throw new AwsError("AccessDenied", "Source identity cannot be changed once it is set for the session.");
}

function checkTransitiveTags(input: AssumeRoleInput, { transitiveTags }: Identity): void {
  const overridden = Object.keys(input.tags).find((key) => transitiveTags.includes(key));
  if (!overridden) return;
  throw new AwsError(
    "Validation",
    `One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session: ${overridden}`,
  );
}

/** Assumes a role: it must exist, both sides must allow everything asked for, and the new keys belong to its account. */
export function assumeRole(parts: ServiceParts, call: Call, given: STS.AssumeRoleCommandInput) {
  const input = readAssumeRole(given);
  const found = findRole(parts.estate, input.roleArn);
  const account = found && parts.estate.accounts.get(found.accountId);
  // Credentials never cross partitions, and nobody gets into an account that is closed.
  const role = account && isInUse(account) && account.partition === call.identity.partition ? found : undefined;
  const session = sessionOf(input, call.identity);
  checkTransitiveTags(input, call.identity);
  for (const target of wantedTargets(input, session)) parts.authorizer.checkAssume(call, target, role);
  if (!role || !account) throw new AwsError("AccessDenied", `Not authorized to perform sts:AssumeRole`);
  checkSourceIdentity(input, call.identity);
  const expires = (Math.floor(parts.now() / 1_000) + checkDuration(input, role, call.identity)) * 1_000;
  const identity = parts.keys.mintSession(
    {
      accountId: role.accountId,
      partition: account.partition,
      arn: `arn:${account.partition}:sts::${role.accountId}:assumed-role/${role.name}/${input.sessionName}`,
      userId: `${role.id}:${input.sessionName}`,
      roleArn: role.arn,
      sessionName: input.sessionName,
      ...(input.policy ? { sessionPolicy: input.policy } : {}),
      ...session,
      isChained: call.identity.roleArn !== undefined,
    },
    expires,
  );
  return {
    Credentials: {
      AccessKeyId: identity.accessKeyId,
      SecretAccessKey: identity.secret,
      SessionToken: identity.token,
      Expiration: new Date(expires),
    },
    AssumedRoleUser: { AssumedRoleId: identity.userId, Arn: identity.arn },
    ...(session.sourceIdentity ? { SourceIdentity: session.sourceIdentity } : {}),
  };
}

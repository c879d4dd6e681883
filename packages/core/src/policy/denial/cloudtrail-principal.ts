import { formatArn } from "../../arn.ts";
import type { UserIdentity } from "./cloudtrail-event.ts";
import type { Findings } from "./denial.ts";
import { principalOf } from "./principal-of.ts";

/**
 * Answers the principal of every type of userIdentity, or the caller's account where the event tells no more.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export function principalOfIdentity(identity: UserIdentity, partition: string): Findings {
  const { type, arn, invokedBy } = identity;
  const accountId = identity.accountId ?? undefined;
  if (type === "AWSService" && invokedBy)
    return { principal: { arn: invokedBy, accountId: accountId ?? "", service: invokedBy } };
  if (type === "SAMLUser" || type === "WebIdentityUser") return federated(identity);
  if (type === "Root" && accountId !== undefined) {
    const root = arn ?? formatArn({ partition, service: "iam", region: "", accountId, resource: "root" });
    return { principal: { arn: root, accountId } };
  }
  if (!arn) return { callerAccountId: accountId, notes: withoutArn(identity) };
  const caller = principalOf(arn);
  const issuer = identity.sessionContext?.sessionIssuer?.arn;
  if (caller === undefined) return { callerAccountId: accountId };
  if (!issuer) return { principal: caller.principal, notes: caller.notes };
  // The event tells the role's path, which the session's ARN leaves out.
  return { principal: { ...caller.principal, roleArn: issuer } };
}

function federated({ identityProvider, principalId, accountId }: UserIdentity): Findings {
  const provider =
    /^arn:[^:]+:iam::\d{12}:(?:oidc|saml)-provider\/[^:]+/.exec(identityProvider ?? "") ??
    /^arn:[^:]+:iam::\d{12}:(?:oidc|saml)-provider\/[^:]+/.exec(principalId ?? "");
  const name = provider?.[0] ?? identityProvider;
  if (!name) return { callerAccountId: accountId ?? undefined };
  const owner = /:iam::(\d{12}):/.exec(name)?.[1] ?? accountId ?? "";
  return { principal: { arn: "", accountId: owner, federated: name } };
}

/** A caller of another account, or a person of IAM Identity Center, who has no policies of IAM. */
function withoutArn({ type, principalId, accountId }: UserIdentity): string[] {
  if (type === "AWSAccount" && accountId)
    return [
      `The caller is of account ${accountId}, whose own trail tells who it was${principalId ? ` (${principalId})` : ""}.`,
    ];
  if (type === "IdentityCenterUser")
    return ["The caller is a person of IAM Identity Center, whom no IAM policy names."];
  return [];
}

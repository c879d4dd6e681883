import { denialSentence } from "@gatehouse/core/policy/denial/denial-sentence";
import { parsePolicy } from "@gatehouse/core/policy/document";
import { evaluate } from "@gatehouse/core/policy/evaluate";
import type { Identity } from "../identity.ts";
import { AwsError } from "../protocol/errors.ts";
import type { Members } from "../protocol/schema.ts";
import type { Call } from "../server/service.ts";
import { isInUse } from "../world/account.ts";
import { getAccount } from "../world/find.ts";
import type { Role } from "../world/role.ts";
import type { Estate } from "../world/world.ts";
import { callerContext, callerPolicies } from "./caller.ts";
import { targetOf, type Target } from "./target.ts";

/** Refuses what IAM would refuse, in AWS's own words. */
export type Authorizer = {
  /** Checks a call against the caller's policies. */
  check(call: Call, input: Members): void;
  /** Checks one action on a role against the caller's policies and the role's trust policy. */
  checkAssume(call: Call, target: Target, role: Role | undefined): void;
};

/** These need no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const FREE = new Set(["sts:GetCallerIdentity", "sts:AssumeRole"]);

export type AuthorizerParts = { estate: Estate; now: () => number };

/** The ARN of a role by its name alone, as IAM's operations name it; a path is found where the role exists. */
function roleArnIn(estate: Estate, { accountId, partition }: Identity): (name: string) => string {
  return (name) =>
    getAccount(estate, accountId).roles.get(name)?.arn ?? `arn:${partition}:iam::${accountId}:role/${name}`;
}

/** Makes an authorizer over an estate; it looks at the estate anew for every call. */
export function createAuthorizer({ estate, now }: AuthorizerParts): Authorizer {
  const requestOf = (call: Call, target: Target, resourceAccountId: string) => {
    const { arn, accountId, roleArn } = call.identity;
    return {
      principal: { arn, accountId, ...(roleArn ? { roleArn } : {}) },
      action: target.action,
      resource: target.resource,
      resourceAccountId,
      context: {
        ...callerContext(estate, call.identity),
        "aws:SourceIp": "127.0.0.1",
        "aws:SecureTransport": "true",
        "aws:CurrentTime": new Date(now()).toISOString(),
        "aws:EpochTime": String(Math.floor(now() / 1000)),
        "aws:RequestedRegion": call.region,
        ...target.context,
      },
    };
  };
  return {
    check(call, input) {
      const account = estate.accounts.get(call.identity.accountId);
      // Keys die with their account.
      if (!account || !isInUse(account)) {
        throw new AwsError("InvalidToken", "The security token included in the request is invalid.");
      }
      const target = targetOf(call, input, roleArnIn(estate, call.identity));
      if (FREE.has(target.action)) return;
      const request = requestOf(call, target, call.identity.accountId);
      const decision = evaluate(request, callerPolicies(estate, call.identity));
      if (decision.effect === "allowed") return;
      throw new AwsError("AccessDenied", denialSentence(request, decision, target.shown));
    },
    checkAssume(call, target, role) {
      // A role that does not exist is refused as one that does not trust the caller, so that nobody can probe for names.
      const accountId = role?.accountId ?? target.resource.split(":")[4] ?? "";
      const request = requestOf(call, target, accountId);
      const trust = parsePolicy(role?.trustPolicy ?? '{"Version":"2012-10-17","Statement":[]}');
      const decision = evaluate(request, { ...callerPolicies(estate, call.identity), trust });
      if (decision.effect === "allowed") return;
      throw new AwsError("AccessDenied", denialSentence(request, decision));
    },
  };
}

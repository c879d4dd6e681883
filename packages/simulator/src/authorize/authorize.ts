import { denialSentence } from "@gatehouse/core/policy/denial/denial-sentence";
import { parsePolicy } from "@gatehouse/core/policy/document";
import { evaluate } from "@gatehouse/core/policy/evaluate";
import { AwsError } from "../protocol/errors.ts";
import type { Members } from "../protocol/schema.ts";
import type { Call } from "../server/service.ts";
import { isInUse } from "../world/account.ts";
import type { Role } from "../world/role.ts";
import type { Estate } from "../world/world.ts";
import { callKeys } from "./call-keys.ts";
import { callerKeys } from "./caller-keys.ts";
import { callerPolicies } from "./caller-policies.ts";
import { resourceAccountKeys, roleTagKeys } from "./resource-keys.ts";
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
        ...callerKeys(estate, call.identity),
        ...callKeys(call, now()),
        ...resourceAccountKeys(estate, resourceAccountId),
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
      const target = targetOf(estate, call, input);
      if (FREE.has(target.action)) return;
      const request = requestOf(call, target, call.identity.accountId);
      const decision = evaluate(request, callerPolicies(estate, call.identity));
      if (decision.effect === "allowed") return;
      throw new AwsError("AccessDenied", denialSentence(request, decision, target.shown));
    },
    checkAssume(call, target, role) {
      // A role that does not exist is refused as one that does not trust the caller, so that nobody can probe for names.
      const accountId = role?.accountId ?? target.resource.split(":")[4] ?? "";
      const context = { ...(role ? roleTagKeys(role) : {}), ...target.context };
      const request = requestOf(call, { ...target, context }, accountId);
      const trust = parsePolicy(role?.trustPolicy ?? '{"Version":"2012-10-17","Statement":[]}');
      const decision = evaluate(request, { ...callerPolicies(estate, call.identity), trust });
      if (decision.effect === "allowed") return;
      throw new AwsError("AccessDenied", denialSentence(request, decision));
    },
  };
}

import * as IAM from "@aws-sdk/client-iam";
import { parsePolicy } from "@gatehouse/core/policy/document";
import { findRole, splitRoleArn } from "../../world/find.ts";
import type { Estate } from "../../world/world.ts";

function malformed(message: string): never {
  throw new IAM.MalformedPolicyDocumentException({ message, $metadata: {} });
}

type Statement = Record<string, unknown>;

/** Checks the grammar that all policies share and answers the statements. */
function statementsOf(text: string): Statement[] {
  try {
    parsePolicy(text);
  } catch {
    malformed("Syntax errors in policy.");
  }
  const { Statement: statements }: { Statement: Statement | Statement[] } = JSON.parse(text);
  return [statements].flat();
}

/** Refuses an identity-based policy as IAM does: no principals, and a resource in every statement. */
export function checkIdentityPolicy(text: string): void {
  for (const statement of statementsOf(text)) {
    if ("Principal" in statement || "NotPrincipal" in statement) {
      malformed("Policy document should not specify a principal.");
    }
    if (!("Resource" in statement) && !("NotResource" in statement)) {
      malformed("Policy statement must contain resources.");
    }
  }
}

function awsPrincipals(principal: unknown): string[] {
  if (typeof principal !== "object" || principal === null || !("AWS" in principal)) return [];
  return [principal.AWS].flat().map(String);
}

/**
 * Refuses a trust policy as IAM does: a principal in every statement, one that exists, and no resource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function checkTrustPolicy(estate: Estate, text: string): void {
  for (const statement of statementsOf(text)) {
    if ("Resource" in statement || "NotResource" in statement) malformed("Has prohibited field Resource");
    if (!("Principal" in statement) && !("NotPrincipal" in statement)) malformed("Missing required field Principal");
    const principals = [...awsPrincipals(statement.Principal), ...awsPrincipals(statement.NotPrincipal)];
    // Accounts outside of the simulated estate may hold what they like.
    const isUnknown = (arn: string) => {
      const parts = splitRoleArn(arn);
      return parts !== undefined && estate.accounts.has(parts.accountId) && !findRole(estate, arn);
    };
    const unknown = principals.find(isUnknown);
    if (unknown) malformed(`Invalid principal in policy: "AWS":"${unknown}"`);
  }
}

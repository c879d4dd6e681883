import type { Catalogue } from "../catalogue/catalogue.ts";
import type { PolicyKind } from "../decision.ts";
import type { Principal } from "../request.ts";
import type { Denial } from "./denial.ts";
import { resourcesOf } from "./resource-pattern.ts";

/** A statement in AWS's own words. */
export type AllowStatement = {
  Effect: "Allow";
  Principal?: string | Record<string, string>;
  Action: string;
  Resource?: string | readonly string[];
  Condition?: Record<string, Record<string, string>>;
};

/** The smallest statement for a policy of one kind; exact where it names the one resource that was asked for. */
export type Smallest = { policy: PolicyKind; statement: AllowStatement; exact: boolean };

/**
 * Answers the smallest statement of a kind of policy that allows what was denied, or undefined where the denial does
 * not tell enough: an action, and for a policy that names its callers also who asked.
 */
export function smallestStatement(denial: Denial, policy: PolicyKind, catalogue: Catalogue): Smallest | undefined {
  const { action, principal, callerAccountId } = denial;
  if (action === undefined) return undefined;
  const { resources, exact } = resourcesOf(denial, catalogue);
  const [only] = resources;
  const Resource = resources.length === 1 && only !== undefined ? only : resources;
  if (policy === "vpc-endpoint") {
    const condition = throughEndpoint(principal);
    return (
      condition && {
        policy,
        exact,
        statement: { Effect: "Allow", Principal: "*", Action: action, Resource, Condition: condition },
      }
    );
  }
  if (policy !== "resource" && policy !== "trust")
    return { policy, exact, statement: { Effect: "Allow", Action: action, Resource } };
  const named = principal === undefined ? callerAccountId && { AWS: callerAccountId } : namedAs(principal);
  if (!named) return undefined;
  // A trust policy has no resource: it is the role's own.
  if (policy === "trust")
    return { policy, exact: true, statement: { Effect: "Allow", Principal: named, Action: action } };
  return { policy, exact, statement: { Effect: "Allow", Principal: named, Action: action, Resource } };
}

/** A session is named by its role: a session's own ARN would not outlive it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function namedAs({ arn, roleArn, service, federated }: Principal): Record<string, string> {
  if (service !== undefined) return { Service: service };
  if (federated !== undefined) return { Federated: federated };
  return { AWS: arn.includes(":assumed-role/") && roleArn !== undefined ? roleArn : arn };
}

/** A gateway endpoint's policy names everyone and tells callers by a condition. https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
function throughEndpoint(principal: Principal | undefined): AllowStatement["Condition"] | undefined {
  if (principal === undefined || principal.service !== undefined || principal.federated !== undefined) return undefined;
  const { arn, roleArn } = principal;
  return { ArnEquals: { "aws:PrincipalArn": arn.includes(":assumed-role/") && roleArn !== undefined ? roleArn : arn } };
}

import { parseArn } from "../../arn.ts";
import type { PolicyKind } from "../decision.ts";
import type { Denial } from "./denial.ts";

const account = (id: string | undefined, otherwise: string): string => (id === undefined ? otherwise : `account ${id}`);

/** Answers which document must change, as a sentence can name it. */
export function documentOf(layer: PolicyKind, { principal, resource, accountId, policyArn, context }: Denial): string {
  if (policyArn !== undefined) return policyArn;
  const caller = principal?.roleArn ?? principal?.arn ?? "the caller";
  const shown = resource === undefined || resource === "*" ? "the resource" : resource;
  const endpoint = context["aws:SourceVpce"];
  const documents: Readonly<Record<PolicyKind, string>> = {
    identity: `a policy of ${caller}`,
    boundary: `the permissions boundary of ${caller}`,
    session: `the session policy that was given when ${principal?.arn ?? "the session"} began`,
    "service-control": `a service control policy of ${account(principal?.accountId, "the caller's account")} or of a unit above it`,
    "resource-control": `a resource control policy of ${account(accountId, "the resource's account")} or of a unit above it`,
    "vpc-endpoint": `the policy of ${typeof endpoint === "string" ? `the VPC endpoint ${endpoint}` : "the VPC endpoint that the request went through"}`,
    resource: `the resource-based policy of ${shown}`,
    trust: `the trust policy of ${shown === "the resource" ? "the role" : shown}`,
  };
  return documents[layer];
}

/**
 * Answers who usually owns policies of a kind.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
 */
export function ownerOf(layer: PolicyKind, { principal, accountId, policyArn }: Denial): string {
  const caller = account(principal?.accountId, "the caller's account");
  const owner = account(accountId, "the resource's account");
  // The ARN of an organization's policy names the management account.
  const management = account(parseArn(policyArn ?? "")?.accountId, "the organization's management account");
  const owners: Readonly<Record<PolicyKind, string>> = {
    identity: `the owner of the role or user, in ${caller}`,
    boundary: `the platform or security team that sets boundaries in ${caller}`,
    session: "whoever hands out the session: it ends with the session, and a new one can be asked for",
    "service-control": `the administrators of the organization, in ${management}`,
    "resource-control": `the administrators of the organization, in ${management}`,
    "vpc-endpoint": "the network team, in the account of the VPC endpoint",
    resource: `the owner of the resource, in ${owner}`,
    trust: `the owner of the role to assume, in ${owner}`,
  };
  return owners[layer];
}

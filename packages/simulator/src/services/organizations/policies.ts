import * as Organizations from "@aws-sdk/client-organizations";
import { organizationArn, type Organization, type ServiceControlPolicy } from "../../world/organization.ts";
import type { Estate } from "../../world/world.ts";
import { pageById, type Paging } from "./context.ts";

function toSummary(organization: Organization, policy: ServiceControlPolicy): Organizations.PolicySummary {
  const { partition } = organization;
  const own = organizationArn(organization, `policy/service_control_policy/${policy.id}`);
  const awsOwn = `arn:${partition}:organizations::aws:policy/service_control_policy/${policy.id}`;
  return {
    Id: policy.id,
    Arn: policy.isAwsManaged ? awsOwn : own,
    Name: policy.name,
    Description: policy.description,
    Type: "SERVICE_CONTROL_POLICY",
    AwsManaged: policy.isAwsManaged,
  };
}

function getPolicy({ policies }: Organization, id: string): ServiceControlPolicy {
  const policy = policies.get(id);
  if (policy) return policy;
  throw new Organizations.PolicyNotFoundException({
    message: "You specified a policy that doesn't exist.",
    $metadata: {},
  });
}

function ofType({ policies }: Organization, filter: Organizations.PolicyType): ServiceControlPolicy[] {
  return filter === "SERVICE_CONTROL_POLICY" ? [...policies.values()] : [];
}

/** All policies of a type; other types than service control policies there are none. */
export function listPolicies(organization: Organization, input: { Filter: Organizations.PolicyType } & Paging) {
  const { items, ...next } = pageById(ofType(organization, input.Filter), ({ id }) => id, input);
  return { Policies: items.map((policy) => toSummary(organization, policy)), ...next };
}

/** One policy with its document. */
export function describePolicy(organization: Organization, id: string): Organizations.DescribePolicyResponse {
  const policy = getPolicy(organization, id);
  return { Policy: { PolicySummary: toSummary(organization, policy), Content: policy.document } };
}

function targetType(id: string): Organizations.TargetType {
  if (id.startsWith("r-")) return "ROOT";
  return id.startsWith("ou-") ? "ORGANIZATIONAL_UNIT" : "ACCOUNT";
}

function toTarget({ accounts }: Estate, organization: Organization, id: string): Organizations.PolicyTargetSummary {
  const kinds = { ROOT: "root", ORGANIZATIONAL_UNIT: "ou", ACCOUNT: "account" } as const;
  const Type = targetType(id);
  const Name = accounts.get(id)?.name ?? organization.units.get(id)?.name ?? id;
  return { TargetId: id, Arn: organizationArn(organization, `${kinds[Type]}/${id}`), Name, Type };
}

/** What a policy is attached to. */
export function listTargets(estate: Estate, organization: Organization, input: { PolicyId: string } & Paging) {
  const { targets } = getPolicy(organization, input.PolicyId);
  const { items, ...next } = pageById(targets, (id) => id, input);
  return { Targets: items.map((id) => toTarget(estate, organization, id)), ...next };
}

/** The policies attached to the root, a unit or an account itself, without those it inherits. */
export function listPoliciesForTarget(
  organization: Organization,
  input: { TargetId: string; Filter: Organizations.PolicyType } & Paging,
) {
  const { TargetId } = input;
  if (!organization.units.has(TargetId) && !organization.accountIds.includes(TargetId)) {
    throw new Organizations.TargetNotFoundException({
      message: "You specified a target that doesn't exist.",
      $metadata: {},
    });
  }
  const attached = ofType(organization, input.Filter).filter(({ targets }) => targets.has(TargetId));
  const { items, ...next } = pageById(attached, ({ id }) => id, input);
  return { Policies: items.map((policy) => toSummary(organization, policy)), ...next };
}

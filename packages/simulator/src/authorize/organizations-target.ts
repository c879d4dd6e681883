import type { Members } from "../protocol/schema.ts";
import { organizationIn } from "../world/find.ts";
import { organizationArn, type Organization } from "../world/organization.ts";
import type { Estate } from "../world/world.ts";
import { resourceTagKeys } from "./resource-keys.ts";
import type { Describe, Keys } from "./target.ts";

/** The members of an input that name a root, unit, account or policy by its id. */
const NAMING = ["AccountId", "PolicyId", "TargetId", "ParentId", "ChildId", "OrganizationalUnitId", "ResourceId"];
const POLICY_TYPE = "SERVICE_CONTROL_POLICY";

/**
 * Organizations' resources and condition keys; lists of all know no resource.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
 */
export const organizationsTarget: Describe = (estate, { identity }, input) => {
  const organization = organizationIn(estate, identity.partition);
  const id = NAMING.map((name) => input[name]).find((value) => typeof value === "string");
  const context = policyTypeKeys(input);
  if (typeof id !== "string") return { resource: "*", context };
  return {
    resource: arnOf(organization, id),
    context: { ...context, ...resourceTagKeys(tagsOf(estate, organization, id)) },
  };
};

function arnOf(organization: Organization, id: string): string {
  if (/^\d{12}$/.test(id)) return organizationArn(organization, `account/${id}`);
  if (id.startsWith("ou-")) return organizationArn(organization, `ou/${id}`);
  if (id.startsWith("r-")) return organizationArn(organization, `root/${id}`);
  // AWS's own policies lie in no organization.
  if (organization.policies.get(id)?.isAwsManaged)
    return `arn:${organization.partition}:organizations::aws:policy/service_control_policy/${id}`;
  return organizationArn(organization, `policy/service_control_policy/${id}`);
}

function tagsOf({ accounts }: Estate, { units }: Organization, id: string): Readonly<Record<string, string>> {
  return accounts.get(id)?.tags ?? units.get(id)?.tags ?? {};
}

/** Every simulated policy is a service control policy. */
function policyTypeKeys({ Filter, PolicyId }: Members): Keys {
  if (typeof Filter === "string") return { "organizations:PolicyType": Filter };
  return typeof PolicyId === "string" ? { "organizations:PolicyType": POLICY_TYPE } : {};
}

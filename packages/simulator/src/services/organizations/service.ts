import * as Organizations from "@aws-sdk/client-organizations";
import { defineService, type Call } from "../../server/service.ts";
import { getAccount, organizationIn } from "../../world/find.ts";
import { organizationArn, type Organization } from "../../world/organization.ts";
import type { Estate } from "../../world/world.ts";
import type { ServiceParts } from "../parts.ts";
import { WIRES } from "../wires.ts";
import { accountsOf, describeAccount, listAccounts } from "./accounts.ts";
import { organizationFor, pageById, type Paging } from "./context.ts";
import { describePolicy, listPolicies, listPoliciesForTarget, listTargets } from "./policies.ts";
import { describeUnit, getParent, listChildren, listParents, listRoots, listUnits } from "./units.ts";

function describeOrganization(estate: Estate, organization: Organization): Organizations.DescribeOrganizationResponse {
  const management = getAccount(estate, organization.managementAccountId);
  return {
    Organization: {
      Id: organization.id,
      Arn: organizationArn(organization, "organization"),
      FeatureSet: "ALL",
      MasterAccountArn: organizationArn(organization, `account/${management.id}`),
      MasterAccountId: management.id,
      MasterAccountEmail: management.email,
      AvailablePolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
    },
  };
}

function listTags(estate: Estate, organization: Organization, input: { ResourceId: string } & Paging) {
  const account = organization.accountIds.includes(input.ResourceId)
    ? estate.accounts.get(input.ResourceId)
    : undefined;
  const tags = account?.tags ?? organization.units.get(input.ResourceId)?.tags;
  if (!tags && !organization.policies.has(input.ResourceId)) {
    throw new Organizations.TargetNotFoundException({
      message: "You specified a target that doesn't exist.",
      $metadata: {},
    });
  }
  const { items, ...next } = pageById(Object.entries(tags ?? {}), ([key]) => key, input);
  return { Tags: items.map(([Key, Value]) => ({ Key, Value })), ...next };
}

/** AWS Organizations; but for DescribeOrganization, only the management account may ask. */
export function organizationsService({ estate }: ServiceParts) {
  const of = (call: Call) => organizationFor(estate, call);
  return defineService(WIRES.organizations, Organizations, {
    DescribeOrganization: (_input, { identity }) =>
      describeOrganization(estate, organizationIn(estate, identity.partition)),
    ListAccounts: (input, call) => listAccounts(of(call), accountsOf(estate, of(call)), input),
    ListAccountsForParent(input, call) {
      const parent = getParent(of(call), input.ParentId);
      const accounts = accountsOf(estate, of(call)).filter(({ parentId }) => parentId === parent.id);
      return listAccounts(of(call), accounts, input);
    },
    DescribeAccount: (input, call) => describeAccount(estate, of(call), input.AccountId),
    ListRoots: (_input, call) => listRoots(of(call)),
    ListOrganizationalUnitsForParent: (input, call) => listUnits(of(call), input.ParentId, input),
    DescribeOrganizationalUnit: (input, call) => describeUnit(of(call), input.OrganizationalUnitId),
    ListChildren: (input, call) => listChildren(estate, of(call), input),
    ListParents: (input, call) => listParents(estate, of(call), input.ChildId),
    ListTagsForResource: (input, call) => listTags(estate, of(call), input),
    ListPolicies: (input, call) => listPolicies(of(call), input),
    DescribePolicy: (input, call) => describePolicy(of(call), input.PolicyId),
    ListTargetsForPolicy: (input, call) => listTargets(estate, of(call), input),
    ListPoliciesForTarget: (input, call) => listPoliciesForTarget(of(call), input),
  });
}

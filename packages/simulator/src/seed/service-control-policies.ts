import type { Names } from "../world/names.ts";
import type { ServiceControlPolicy } from "../world/organization.ts";
import { policyText } from "../world/policy-text.ts";
import { createRandom } from "./random.ts";

/** A policy and the units it is attached to, by name; "Root" is the root. */
type Planned = { name: string; description: string; document: string; units: readonly string[] };

const GLOBAL_SERVICES = ["iam:*", "sts:*", "organizations:*", "account:*", "support:*", "route53:*", "cloudfront:*"];

function planned(partition: string, names: Names): Planned[] {
  return [
    {
      name: "DenyLeavingOrganization",
      description: "No account leaves the organization or closes its trail",
      units: ["Root"],
      document: policyText({
        Effect: "Deny",
        Action: ["organizations:LeaveOrganization", "cloudtrail:StopLogging", "cloudtrail:DeleteTrail"],
        Resource: "*",
      }),
    },
    {
      name: "ProtectGatehouse",
      description: "Only the spoke role itself changes the spoke role",
      units: ["Workloads", "Sandbox"],
      document: policyText({
        Effect: "Deny",
        Action: ["iam:DeleteRole", "iam:UpdateAssumeRolePolicy", "iam:DeleteRolePolicy", "iam:PutRolePolicy"],
        Resource: `arn:${partition}:iam::*:role/${names.spoke}`,
        Condition: { ArnNotLike: { "aws:PrincipalArn": `arn:${partition}:iam::*:role/${names.spoke}` } },
      }),
    },
    {
      name: "SandboxGuardrails",
      description: "Sandboxes keep to one region and have no users",
      units: ["Sandbox"],
      document: policyText(
        { Sid: "NoUsers", Effect: "Deny", Action: ["iam:CreateUser", "iam:CreateAccessKey"], Resource: "*" },
        {
          Sid: "OneRegion",
          Effect: "Deny",
          NotAction: GLOBAL_SERVICES,
          Resource: "*",
          Condition: { StringNotEquals: { "aws:RequestedRegion": ["us-east-1", "us-gov-west-1"] } },
        },
      ),
    },
    {
      name: "DenyEverything",
      description: "Accounts that are on their way out do nothing",
      units: ["Suspended"],
      document: policyText({ Effect: "Deny", Action: "*", Resource: "*" }),
    },
  ];
}

/** The organization's policies; FullAWSAccess is attached everywhere, as AWS does itself. */
export function serviceControlPolicies(partition: string, names: Names, units: ReadonlyMap<string, string>) {
  const idsOf = (wanted: readonly string[]) => wanted.map((name) => units.get(name)).filter((id) => id !== undefined);
  const full: ServiceControlPolicy = {
    id: "p-FullAWSAccess",
    name: "FullAWSAccess",
    description: "Allows access to every operation",
    isAwsManaged: true,
    document: policyText({ Effect: "Allow", Action: "*", Resource: "*" }),
    targets: new Set(units.values()),
  };
  const own = planned(partition, names).map((policy) => ({
    id: `p-${createRandom(`${partition}/${policy.name}`).id(8).toLowerCase()}`,
    name: policy.name,
    description: policy.description,
    isAwsManaged: false,
    document: policy.document,
    targets: new Set(idsOf(policy.units)),
  }));
  return [full, ...own];
}

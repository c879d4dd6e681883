import type { Names } from "../world/names.ts";
import { ASSUME, policyText, trustText } from "../world/policy-text.ts";
import type { RoleSpec } from "../world/role.ts";
import type { AccountPlan } from "./accounts.ts";
import { createRandom } from "./random.ts";

const SIGN_ON = [
  ["Administrator", "AdministratorAccess"],
  ["PowerUser", "PowerUserAccess"],
  ["ReadOnly", "ReadOnlyAccess"],
] as const;

const LINKED = [
  ["config.amazonaws.com", "AWSServiceRoleForConfig"],
  ["cloudtrail.amazonaws.com", "AWSServiceRoleForCloudTrail"],
  ["organizations.amazonaws.com", "AWSServiceRoleForOrganizations"],
  ["support.amazonaws.com", "AWSServiceRoleForSupport"],
] as const;

function hubRole(plan: AccountPlan, names: Names): RoleSpec {
  const anyRole = `arn:${plan.partition}:iam::*:role/*`;
  return {
    name: names.hub,
    description: "Gatehouse itself runs with this role",
    trustPolicy: policyText({
      Effect: "Allow",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
    inlinePolicies: [
      { name: "assume-roles", document: policyText({ Effect: "Allow", Action: ASSUME, Resource: anyRole }) },
    ],
  };
}

/** The spoke role, which lets the hub read and change an account's roles and read what Gatehouse shows. */
export function spokeRole(name: string, hubRoleArn: string): RoleSpec {
  const actions = ["iam:*", "account:ListRegions", "config:*", "s3:*", "sns:*", "sqs:*", "access-analyzer:*"];
  return {
    name,
    description: "Gatehouse reads and changes this account with this role",
    trustPolicy: trustText(hubRoleArn),
    inlinePolicies: [{ name: "gatehouse", document: policyText({ Effect: "Allow", Action: actions, Resource: "*" }) }],
    tags: { owner: "identity-team" },
  };
}

function organizationsRole(name: string, hubRoleArn: string): RoleSpec {
  const actions = ["organizations:Describe*", "organizations:List*"];
  return {
    name,
    description: "Gatehouse reads the organization with this role",
    trustPolicy: trustText(hubRoleArn),
    inlinePolicies: [{ name: "read", document: policyText({ Effect: "Allow", Action: actions, Resource: "*" }) }],
  };
}

function signOnRoles({ id, partition, name }: AccountPlan, seed: string): RoleSpec[] {
  const random = createRandom(`${seed}/sign-on/${name}`);
  const provider = `arn:${partition}:iam::${id}:saml-provider/AWSSSO_${random.id(16).toLowerCase()}_DO_NOT_DELETE`;
  const trustPolicy = policyText({
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
    Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
  });
  return SIGN_ON.map(([role, policy]) => ({
    name: `AWSReservedSSO_${role}_${random.id(16).toLowerCase()}`,
    path: "/aws-reserved/sso.amazonaws.com/",
    trustPolicy,
    maxSessionSeconds: 43_200,
    attachedPolicies: [`arn:${partition}:iam::aws:policy/${policy}`],
  }));
}

function linkedRoles({ partition }: AccountPlan): RoleSpec[] {
  return LINKED.map(([service, name]) => ({
    name,
    path: `/aws-service-role/${service}/`,
    trustPolicy: policyText({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }),
    attachedPolicies: [`arn:${partition}:iam::aws:policy/aws-service-role/${name.replace("RoleFor", "RolePolicyFor")}`],
  }));
}

/** The roles that an account has for what it is: Gatehouse's own, the sign-on service's and the service-linked ones. */
export function fixedRoles(plan: AccountPlan, seed: string, { names, hubArn }: { names: Names; hubArn: string }) {
  return [
    ...(plan.purpose === "hub" ? [hubRole(plan, names)] : []),
    ...(plan.purpose === "management" ? [organizationsRole(names.organizations, hubArn)] : []),
    ...(plan.purpose === "refusing" ? [] : [spokeRole(names.spoke, hubArn)]),
    ...signOnRoles(plan, seed),
    ...linkedRoles(plan),
  ];
}

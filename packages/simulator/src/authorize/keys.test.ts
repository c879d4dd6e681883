import { describe, expect, test } from "bun:test";
import {
  CreateRoleCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  AttachRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
} from "@aws-sdk/client-iam";
import { DescribeAccountCommand, ListPoliciesCommand } from "@aws-sdk/client-organizations";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { assume, clientsOf, refusal } from "../../test/clients.ts";
import { createSimulator } from "../simulator.ts";
import { policyText, trustText } from "../world/policy-text.ts";
import { organizationPlace } from "./organization-keys.ts";

const AT = Date.parse("2026-10-01T08:00:00Z");
const ACCOUNT = "payments-prod";
const CALLER: [string, string] = [ACCOUNT, "Caller"];
const ANYTHING = policyText({ Effect: "Allow", Action: "*", Resource: "*" });

/** A caller of which a test says its one policy, and a role to act on. */
function setUp() {
  const simulator = createSimulator({ accounts: 6, roles: 15, now: () => AT });
  const { world } = simulator;
  const { id } = world.account(ACCOUNT);
  const hub = world.role("larkspur-hub", "GatehouseHub").arn;
  const permissionsBoundary = `arn:aws:iam::${id}:policy/boundaries/DeveloperBoundary`;
  world.putRole(ACCOUNT, { name: "Caller", trustPolicy: trustText(hub), tags: { team: "payments", cost: "1" } });
  world.putRole(ACCOUNT, {
    name: "Target",
    tags: { owner: "orders" },
    permissionsBoundary,
    trustPolicy: trustText(world.role(...CALLER).arn),
  });
  const allow = (Condition: object) =>
    world.changeRole(...CALLER, {
      inlinePolicies: [
        { name: "one", document: policyText({ Effect: "Allow", Action: "*", Resource: "*", Condition }) },
      ],
    });
  return { simulator, world, id, allow, permissionsBoundary };
}

const get = new GetRoleCommand({ RoleName: "Target" });
const isAllowed = async (call: Promise<unknown>) => {
  const refused: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  return !(refused instanceof Error && refused.message.includes("because no identity-based policy allows"));
};

const { world, id } = setUp();
const place = organizationPlace(world, id);
const { arn, id: roleId } = world.role(...CALLER);

describe("keys of every call", () => {
  test.each<[key: string, operator: string, value: string, other: string]>([
    ["aws:PrincipalArn", "ArnEquals", arn, `${arn}x`],
    ["aws:PrincipalAccount", "StringEquals", id, "000000000000"],
    ["aws:PrincipalType", "StringEquals", "AssumedRole", "User"],
    ["aws:PrincipalOrgID", "StringEquals", place?.id ?? "", "o-other"],
    ["aws:PrincipalOrgPaths", "ForAnyValue:StringLike", place?.path ?? "", "o-other/*"],
    ["aws:PrincipalOrgMasterAccountId", "StringEquals", place?.managementAccountId ?? "", id],
    ["aws:PrincipalTag/team", "StringEquals", "payments", "orders"],
    ["aws:PrincipalTag/cost", "StringEquals", "2", "1"],
    ["aws:PrincipalIsAWSService", "Bool", "false", "true"],
    ["aws:userid", "StringEquals", `${roleId}:ann`, roleId],
    ["aws:SourceIdentity", "StringEquals", "ann", "bob"],
    ["aws:MultiFactorAuthPresent", "Bool", "false", "true"],
    ["aws:TokenIssueTime", "DateEquals", "2026-10-01T08:00:00Z", "2026-10-01T07:00:00Z"],
    ["aws:CurrentTime", "DateLessThan", "2026-10-01T08:00:01Z", "2026-10-01T08:00:00Z"],
    ["aws:EpochTime", "NumericEquals", String(AT / 1_000), "0"],
    ["aws:SourceIp", "IpAddress", "127.0.0.0/8", "10.0.0.0/8"],
    ["aws:SecureTransport", "Bool", "true", "false"],
    ["aws:ViaAWSService", "Bool", "false", "true"],
    ["aws:UserAgent", "StringLike", "aws-sdk-js/*", "curl/*"],
    ["aws:RequestedRegion", "StringEquals", "us-east-1", "eu-west-1"],
    ["aws:ResourceAccount", "StringEquals", id, "000000000000"],
    ["aws:ResourceOrgID", "StringEquals", "${aws:PrincipalOrgID}", "o-other"],
    ["aws:ResourceOrgPaths", "ForAnyValue:StringLike", `${place?.id}/*`, "o-other/*"],
    ["aws:ResourceTag/owner", "StringEquals", "orders", "payments"],
    ["iam:ResourceTag/owner", "StringEquals", "orders", "payments"],
    ["iam:PermissionsBoundary", "ArnLike", "arn:aws:iam::*:policy/boundaries/*", "arn:aws:iam::*:policy/other"],
  ])("%s", async (...[key, operator, value, other]) => {
    const { simulator, allow } = setUp();
    allow({});
    const Tags = [{ Key: "cost", Value: "2" }];
    const credentials = await assume(simulator, CALLER, { RoleSessionName: "ann", SourceIdentity: "ann", Tags });
    const { iam } = clientsOf(simulator, credentials);
    allow({ [operator]: { [key]: value } });
    expect(await isAllowed(iam.send(get))).toBeTrue();
    allow({ [operator]: { [key]: other } });
    expect(await isAllowed(iam.send(get))).toBeFalse();
  });

  test.each([
    "aws:SourceVpce",
    "aws:SourceVpc",
    "aws:CalledVia",
    "aws:MultiFactorAuthAge",
    "aws:FederatedProvider",
    "aws:SourceAccount",
    "sts:ExternalId",
    "aws:RequestTag/owner",
  ])("%s is absent from a plain call", async (key) => {
    const { simulator, allow } = setUp();
    allow({ Null: { [key]: "true" } });
    const { iam } = clientsOf(simulator, await assume(simulator, CALLER));
    expect(await isAllowed(iam.send(get))).toBeTrue();
  });

  test("a user's key tells its name, and neither MFA nor the time of issue", async () => {
    const { simulator } = setUp();
    const Condition = {
      StringEquals: { "aws:username": "bob", "aws:PrincipalType": "User" },
      Null: { "aws:TokenIssueTime": "true", "aws:MultiFactorAuthPresent": "true" },
    };
    const policies = [policyText({ Effect: "Allow", Action: "iam:*", Resource: "*", Condition })];
    const { credentials } = simulator.addUser(ACCOUNT, { name: "bob", policies });
    expect(await isAllowed(clientsOf(simulator, credentials).iam.send(get))).toBeTrue();
  });
});

describe("keys of IAM's actions", () => {
  const trust = trustText("arn:aws:iam::111122223333:root");
  const READ = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  test.each([
    [
      "iam:PolicyARN",
      new AttachRolePolicyCommand({ RoleName: "Target", PolicyArn: READ }),
      { ArnEquals: { "iam:PolicyARN": READ } },
      { ArnEquals: { "iam:PolicyARN": `${READ}x` } },
    ],
    [
      "iam:PermissionsBoundary of the role",
      new PutRolePolicyCommand({ RoleName: "Target", PolicyName: "x", PolicyDocument: ANYTHING }),
      { Null: { "iam:PermissionsBoundary": "false" } },
      { Null: { "iam:PermissionsBoundary": "true" } },
    ],
    [
      "iam:PermissionsBoundary of the call",
      new CreateRoleCommand({ RoleName: "New", AssumeRolePolicyDocument: trust, PermissionsBoundary: READ }),
      { StringEquals: { "iam:PermissionsBoundary": READ } },
      { StringEquals: { "iam:PermissionsBoundary": `${READ}x` } },
    ],
    [
      "aws:RequestTag",
      new TagRoleCommand({ RoleName: "Target", Tags: [{ Key: "env", Value: "prod" }] }),
      { StringEquals: { "aws:RequestTag/env": "prod" } },
      { StringEquals: { "aws:RequestTag/env": "dev" } },
    ],
    [
      "aws:TagKeys",
      new UntagRoleCommand({ RoleName: "Target", TagKeys: ["owner", "env"] }),
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["owner", "env"] } },
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["owner"] } },
    ],
  ] as const)("%s", async (...[, command, holds, fails]) => {
    const { simulator, allow } = setUp();
    const { iam } = clientsOf(simulator, await assume(simulator, CALLER));
    const send = iam.send.bind(iam) as (sent: unknown) => Promise<unknown>;
    allow(fails);
    expect(await isAllowed(send(command))).toBeFalse();
    allow(holds);
    expect(await isAllowed(send(command))).toBeTrue();
  });
});

describe("keys of AssumeRole", () => {
  const RoleArn = world.role(ACCOUNT, "Target").arn;
  const Tags = [{ Key: "env", Value: "prod" }];
  const asked = {
    RoleArn,
    RoleSessionName: "ann",
    ExternalId: "e-1",
    SourceIdentity: "ann",
    Tags,
    TransitiveTagKeys: ["env"],
  };
  test.each([
    ["sts:RoleSessionName", "StringEquals", "ann", "bob"],
    ["sts:ExternalId", "StringEquals", "e-1", "e-2"],
    ["sts:SourceIdentity", "StringEquals", "ann", "bob"],
    ["aws:RequestTag/env", "StringEquals", "prod", "dev"],
    ["aws:TagKeys", "ForAllValues:StringEquals", "env", "owner"],
    ["sts:TransitiveTagKeys", "ForAllValues:StringEquals", "env", "owner"],
    ["aws:ResourceTag/owner", "StringEquals", "orders", "payments"],
    ["iam:ResourceTag/owner", "StringEquals", "orders", "payments"],
    ["aws:PrincipalTag/team", "StringEquals", "payments", "orders"],
  ])("%s is asked by caller and trust policy alike", async (...[key, operator, value, other]) => {
    const { simulator, world, allow } = setUp();
    allow({});
    const { sts } = clientsOf(simulator, await assume(simulator, CALLER));
    const trusted = (Condition: object) =>
      world.setTrustPolicy(
        ACCOUNT,
        "Target",
        policyText({
          Effect: "Allow",
          // The account is named, not the role, so that both sides must allow.
          Principal: { AWS: id },
          Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
          Condition,
        }),
      );
    trusted({ [operator]: { [key]: value } });
    allow({ [operator]: { [key]: value } });
    await sts.send(new AssumeRoleCommand(asked));
    trusted({ [operator]: { [key]: other } });
    expect((await refusal(sts.send(new AssumeRoleCommand(asked)))).message).toContain(
      "because no role trust policy allows",
    );
    trusted({});
    allow({ [operator]: { [key]: other } });
    expect((await refusal(sts.send(new AssumeRoleCommand(asked)))).message).toContain(
      "because no identity-based policy allows",
    );
  });

  test("a transitive tag is a principal tag of the next session, and another tag is not", async () => {
    const { simulator, world, allow } = setUp();
    allow({});
    const tags = [...Tags, { Key: "once", Value: "1" }];
    const first = await assume(simulator, CALLER, { Tags: tags, TransitiveTagKeys: ["env"] });
    const as = await assume(simulator, [ACCOUNT, "Target"], { as: first });
    const Condition = {
      StringEquals: { "aws:PrincipalTag/env": "prod", "aws:PrincipalTag/owner": "orders" },
      Null: { "aws:PrincipalTag/once": "true" },
    };
    world.changeRole(ACCOUNT, "Target", {
      permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess",
      inlinePolicies: [
        { name: "one", document: policyText({ Effect: "Allow", Action: "*", Resource: "*", Condition }) },
      ],
    });
    await clientsOf(simulator, as).iam.send(get);
  });
});

test("Organizations is asked by the ARN and tags of what a call names", async () => {
  const { simulator, world, id } = setUp();
  const role: [string, string] = ["larkspur-management", "GatehouseOrganizations"];
  const allow = (Resource: string, Condition: object) =>
    world.changeRole(...role, {
      attachedPolicies: [],
      inlinePolicies: [
        { name: "one", document: policyText({ Effect: "Allow", Action: "organizations:*", Resource, Condition }) },
      ],
    });
  const { organizations } = clientsOf(simulator, await assume(simulator, role));
  const describeAccount = () => organizations.send(new DescribeAccountCommand({ AccountId: id }));
  const own = `arn:aws:organizations::${place?.managementAccountId}:account/${place?.id}/${id}`;
  allow(own, {});
  await describeAccount();
  allow(`${own}0`, {});
  expect((await refusal(describeAccount())).message).toContain(
    `on resource: ${own} because no identity-based policy allows`,
  );
  allow("*", { StringEquals: { "organizations:PolicyType": "SERVICE_CONTROL_POLICY" } });
  await organizations.send(new ListPoliciesCommand({ Filter: "SERVICE_CONTROL_POLICY" }));
  expect((await refusal(organizations.send(new ListPoliciesCommand({ Filter: "TAG_POLICY" })))).name).toStartWith(
    "AccessDenied",
  );
});

test("GovCloud's organization fills the same keys with its own values", async () => {
  const { simulator, world } = setUp();
  const [, government] = world.organizations;
  const gov: [string, string] = ["public-sector-prod", "GatehouseSpoke"];
  const here = organizationPlace(world, world.account(gov[0]).id);
  expect(here?.id).toBe(government?.id ?? "");
  const Condition = {
    StringEquals: { "aws:PrincipalOrgID": here?.id, "aws:ResourceOrgID": here?.id },
    "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `${here?.id}/r-*` },
  };
  world.changeRole(...gov, {
    attachedPolicies: [],
    inlinePolicies: [
      { name: "one", document: policyText({ Effect: "Allow", Action: "iam:*", Resource: "*", Condition }) },
    ],
  });
  const { iam } = clientsOf(simulator, await assume(simulator, gov, { as: simulator.hubCredentials("aws-us-gov") }));
  await iam.send(new GetRoleCommand({ RoleName: "GatehouseSpoke" }));
});

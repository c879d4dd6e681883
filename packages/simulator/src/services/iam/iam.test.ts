import { expect, test } from "bun:test";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteConflictException,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  EntityAlreadyExistsException,
  GetAccountAuthorizationDetailsCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  LimitExceededException,
  ListAccountAliasesCommand,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
  ListRolesCommand,
  MalformedPolicyDocumentException,
  NoSuchEntityException,
  paginateGetAccountAuthorizationDetails,
  paginateListRoles,
  PutRolePolicyCommand,
  TagRoleCommand,
  UnmodifiableEntityException,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { assume, clientsOf, refusal } from "../../../test/clients.ts";
import { createSimulator } from "../../simulator.ts";
import { policyText, trustText } from "../../world/policy-text.ts";

async function spokeOf(account = "payments-prod", roles = 15) {
  const simulator = createSimulator({ accounts: 4, roles });
  const { iam } = clientsOf(simulator, await assume(simulator, [account, "GatehouseSpoke"]));
  return { iam, simulator, world: simulator.world };
}

const READS = policyText({ Sid: "Reads", Effect: "Allow", Action: "s3:GetObject", Resource: "*" });
const EC2 = policyText({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });
const create = (RoleName: string, AssumeRolePolicyDocument = EC2) =>
  new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument });

test("a listing is cut into pages of 1,000 at most and holds every role once", async () => {
  const { iam, world } = await spokeOf("payments-prod", 2_345);
  const sizes: number[] = [];
  const names: string[] = [];
  const pages = paginateGetAccountAuthorizationDetails({ client: iam, pageSize: 1_000 }, { Filter: ["Role"] });
  for await (const { RoleDetailList = [] } of pages) {
    sizes.push(RoleDetailList.length);
    names.push(...RoleDetailList.map(({ RoleName = "" }) => RoleName));
  }
  expect(sizes).toEqual([1_000, 1_000, 345]);
  expect(names.toSorted()).toEqual([...world.account("payments-prod").roles.keys()].toSorted());
});

test("a page has 100 items unless asked otherwise, and more than 1,000 are refused", async () => {
  const { iam } = await spokeOf("payments-prod", 120);
  const page = await iam.send(new GetAccountAuthorizationDetailsCommand({}));
  expect([page.RoleDetailList?.length, page.IsTruncated]).toEqual([100, true]);
  const tooMany = await refusal(iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1_001 })));
  expect([tooMany.name, tooMany.status]).toEqual(["ValidationError", 400]);
  const forged = await refusal(iam.send(new GetAccountAuthorizationDetailsCommand({ Marker: "?" })));
  expect(forged.message).toBe("Invalid Marker.");
});

test("roles that come and go between two pages neither repeat nor hide others", async () => {
  const { iam, world } = await spokeOf("payments-prod", 40);
  const first = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ["Role"], MaxItems: 20 }));
  const [gone = ""] = first.RoleDetailList?.map(({ RoleName }) => RoleName) ?? [];
  world.removeRole("payments-prod", gone);
  world.putRole("payments-prod", { name: "AAA" });
  const { Marker } = first;
  const rest = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ["Role"], Marker }));
  expect([rest.RoleDetailList?.length, rest.IsTruncated]).toEqual([20, false]);
});

test("a role reads back as it was put, whatever its documents hold", async () => {
  const { iam, world } = await spokeOf();
  const document = JSON.stringify(JSON.parse(policyText({ Effect: "Allow", Action: "s3:*", Resource: "*" })), null, 2);
  const odd = document.replace("s3:*", "s3:Get*&<>\"'ü%+".replaceAll('"', '\\"'));
  world.putRole("payments-prod", { name: "Odd", tags: { a: "<&> ü" }, inlinePolicies: [{ name: "x", document: odd }] });
  const found = await iam.send(new GetRolePolicyCommand({ RoleName: "Odd", PolicyName: "x" }));
  expect(decodeURIComponent(found.PolicyDocument ?? "")).toBe(odd);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: "Odd" }));
  expect(Role?.Tags).toEqual([{ Key: "a", Value: "<&> ü" }]);
  expect(Role?.CreateDate).toBeInstanceOf(Date);
});

test("roles and policies are read one by one as in the listing", async () => {
  const { iam, world } = await spokeOf("payments-prod", 40);
  const role = world.role("payments-prod", "PaymentsReadOnly");
  const RoleName = role.name;
  const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  expect(attached.AttachedPolicies?.map(({ PolicyArn }) => PolicyArn)).toEqual([...role.attachedPolicies]);
  const tags = await iam.send(new ListRoleTagsCommand({ RoleName }));
  expect(tags.Tags).toContainEqual({ Key: "consoleme-authorized", Value: "payments-engineering" });
  const inline = await iam.send(new ListRolePoliciesCommand({ RoleName: "GatehouseSpoke" }));
  expect(inline.PolicyNames).toEqual(["gatehouse"]);
  const below = await iam.send(new ListRolesCommand({ PathPrefix: "/aws-service-role/" }));
  expect(below.Roles?.every(({ Path }) => Path?.startsWith("/aws-service-role/"))).toBe(true);
  const aliases = await iam.send(new ListAccountAliasesCommand({}));
  expect(aliases.AccountAliases).toEqual(["payments-prod"]);
  let count = 0;
  for await (const { Roles } of paginateListRoles({ client: iam, pageSize: 7 }, {})) count += Roles?.length ?? 0;
  expect(count).toBe(40);
});

test("managed policies are read by scope, one by one and by version", async () => {
  const { iam } = await spokeOf();
  const local = await iam.send(new ListPoliciesCommand({ Scope: "Local" }));
  expect(local.Policies?.map(({ PolicyName }) => PolicyName)).toEqual(["DeveloperBoundary", "payments-prod-logs"]);
  const used = await iam.send(new ListPoliciesCommand({ OnlyAttached: true }));
  expect(used.Policies?.every(({ AttachmentCount = 0 }) => AttachmentCount > 0)).toBe(true);
  const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.DefaultVersionId).toBe("v1");
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: "v1" }));
  expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? "")).Version).toBe("2012-10-17");
  const missing = await refusal(iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: "v2" })));
  expect(missing.error).toBeInstanceOf(NoSuchEntityException);
});

test("a role lives from CreateRole to DeleteRole, which needs its policies gone first", async () => {
  const { iam } = await spokeOf();
  const [RoleName, PolicyName] = ["Orders", "reads"];
  const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  await iam.send(create(RoleName));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: READS }));
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: "owner", Value: "orders" }] }));
  await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ["owner", "never-there"] }));
  const attached = await refusal(iam.send(new DeleteRoleCommand({ RoleName })));
  expect(attached.error).toBeInstanceOf(DeleteConflictException);
  expect(attached.message).toBe("Cannot delete entity, must detach all policies first.");
  await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  const inline = await refusal(iam.send(new DeleteRoleCommand({ RoleName })));
  expect(inline.message).toBe("Cannot delete entity, must delete policies first.");
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  await iam.send(new DeleteRoleCommand({ RoleName }));
  const gone = await refusal(iam.send(new GetRoleCommand({ RoleName })));
  expect(gone.error).toBeInstanceOf(NoSuchEntityException);
  expect([gone.message, gone.status, gone.code]).toEqual([
    "The role with name Orders cannot be found.",
    404,
    "NoSuchEntity",
  ]);
});

test("role names are unique without regard to case", async () => {
  const { iam } = await spokeOf();
  await iam.send(create("Orders"));
  const { error, message, status } = await refusal(iam.send(create("orders")));
  expect(error).toBeInstanceOf(EntityAlreadyExistsException);
  expect([message, status]).toEqual(["Role with name orders already exists.", 409]);
});

test("a document that breaks IAM's grammar is malformed", async () => {
  const { iam } = await spokeOf();
  const put = (PolicyDocument: string) =>
    refusal(iam.send(new PutRolePolicyCommand({ RoleName: "PaymentsOnCall", PolicyName: "x", PolicyDocument })));
  const update = (PolicyDocument: string) =>
    refusal(iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: "PaymentsOnCall", PolicyDocument })));
  const { error, message, status } = await put("{");
  expect(error).toBeInstanceOf(MalformedPolicyDocumentException);
  expect([message, status]).toEqual(["Syntax errors in policy.", 400]);
  expect((await put(EC2)).message).toBe("Policy document should not specify a principal.");
  expect((await put(policyText({ Effect: "Allow", Action: "s3:*" }))).message).toBe(
    "Policy statement must contain resources.",
  );
  expect((await update(READS)).message).toBe("Has prohibited field Resource");
});

test("a trust policy cannot name a role that does not exist", async () => {
  const { iam, world } = await spokeOf();
  const missing = `arn:aws:iam::${world.account("larkspur-hub").id}:role/Nobody`;
  const { message } = await refusal(iam.send(create("Orders", trustText(missing))));
  expect(message).toBe(`Invalid principal in policy: "AWS":"${missing}"`);
});

test("IAM's quotas are kept: policies, inline size, trust policy size and tags of a role", async () => {
  const { iam, world } = await spokeOf();
  const RoleName = "Full";
  const attachedPolicies = Array.from({ length: 10 }, (_, index) => `arn:aws:iam::aws:policy/P${index}`);
  world.putRole("payments-prod", { name: RoleName, attachedPolicies });
  const attach = new AttachRolePolicyCommand({ RoleName, PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
  const tooMany = await refusal(iam.send(attach));
  expect(tooMany.error).toBeInstanceOf(LimitExceededException);
  expect([tooMany.message, tooMany.status]).toEqual(["Cannot exceed quota for PoliciesPerRole: 10", 409]);
  const long = policyText({ Effect: "Allow", Action: "s3:*", Resource: `arn:aws:s3:::${"b".repeat(10_240)}` });
  const tooLarge = await refusal(
    iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "x", PolicyDocument: long })),
  );
  expect(tooLarge.message).toBe("Maximum policy size of 10240 bytes exceeded for role Full");
  const trust = trustText(`arn:aws:iam::999999999999:role/${"r".repeat(2_048)}`);
  const tooLong = await refusal(iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust })));
  expect(tooLong.message).toBe("Cannot exceed quota for ACLSizePerRole: 2048");
  const Tags = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: "v" }));
  expect((await refusal(iam.send(new TagRoleCommand({ RoleName, Tags })))).error).toBeInstanceOf(
    LimitExceededException,
  );
});

test("white space does not count towards the inline size", async () => {
  const { iam } = await spokeOf();
  const PolicyDocument = READS + " ".repeat(11_000);
  await iam.send(new PutRolePolicyCommand({ RoleName: "PaymentsOnCall", PolicyName: "x", PolicyDocument }));
});

test("service-linked and sign-on roles are only AWS's to change", async () => {
  const { iam, world } = await spokeOf();
  const reserved = [...world.account("payments-prod").roles.keys()].find((name) => name.startsWith("AWSReservedSSO_"));
  for (const RoleName of ["AWSServiceRoleForSupport", reserved ?? ""]) {
    const put = new PutRolePolicyCommand({ RoleName, PolicyName: "x", PolicyDocument: READS });
    expect((await refusal(iam.send(put))).error).toBeInstanceOf(UnmodifiableEntityException);
    expect((await refusal(iam.send(new DeleteRoleCommand({ RoleName })))).error).toBeInstanceOf(
      UnmodifiableEntityException,
    );
  }
});

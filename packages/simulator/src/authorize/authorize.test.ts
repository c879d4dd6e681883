import { expect, test } from "bun:test";
import { DeleteRolePolicyCommand, GetRoleCommand, ListRolesCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { assume, clientsOf, refusal } from "../../test/clients.ts";
import { createSimulator } from "../simulator.ts";
import { policyText } from "../world/policy-text.ts";

const SPOKE: [string, string] = ["payments-prod", "GatehouseSpoke"];
const ANYTHING = policyText({ Effect: "Allow", Action: "*", Resource: "*" });
const put = new PutRolePolicyCommand({ RoleName: "PaymentsOnCall", PolicyName: "x", PolicyDocument: ANYTHING });
const get = new GetRoleCommand({ RoleName: "PaymentsOnCall" });
const denyText = (Action: string) =>
  policyText({ Effect: "Allow", Action: "*", Resource: "*" }, { Effect: "Deny", Action, Resource: "*" });

async function spokeOf() {
  const simulator = createSimulator({ accounts: 4, roles: 15 });
  const credentials = await assume(simulator, SPOKE, { RoleSessionName: "gatehouse" });
  const { id, parentId } = simulator.world.account("payments-prod");
  return { simulator, id, parentId, world: simulator.world, ...clientsOf(simulator, credentials) };
}

test("a spoke role without the permission is refused in AWS's words, and a running session loses it too", async () => {
  const { iam, world, id } = await spokeOf();
  await iam.send(put);
  const reads = policyText({ Effect: "Allow", Action: ["iam:Get*", "iam:List*"], Resource: "*" });
  world.changeRole(...SPOKE, { inlinePolicies: [{ name: "reads", document: reads }] });
  await iam.send(get);
  const { name, message, status } = await refusal(iam.send(put));
  expect([name, status]).toEqual(["AccessDenied", 403]);
  expect(message).toBe(
    `User: arn:aws:sts::${id}:assumed-role/GatehouseSpoke/gatehouse is not authorized to perform: iam:PutRolePolicy on resource: role PaymentsOnCall because no identity-based policy allows the iam:PutRolePolicy action`,
  );
});

test("a managed policy that is attached to the role grants as an inline one does", async () => {
  const { iam, world } = await spokeOf();
  const attachedPolicies = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];
  world.changeRole(...SPOKE, { inlinePolicies: [], attachedPolicies });
  await iam.send(get);
  expect((await refusal(iam.send(put))).name).toBe("AccessDenied");
});

test("a service control policy of the account's unit refuses what the role allows", async () => {
  const { iam, world, parentId } = await spokeOf();
  const document = denyText("iam:DeleteRolePolicy");
  const policyId = world.attachServiceControlPolicy(parentId, { name: "NoDeletes", document });
  const remove = new DeleteRolePolicyCommand({ RoleName: "PaymentsOnCall", PolicyName: "x" });
  expect((await refusal(iam.send(remove))).message).toEndWith("with an explicit deny in a service control policy");
  world.detachServiceControlPolicy(parentId, policyId);
  expect((await refusal(iam.send(remove))).name).toBe("NoSuchEntityException");
});

test("a level without any service control policy allows nothing", async () => {
  const { iam, world, id } = await spokeOf();
  world.detachServiceControlPolicy(id, "p-FullAWSAccess");
  const { message } = await refusal(iam.send(get));
  expect(message).toEndWith("because no service control policy allows the iam:GetRole action");
});

test("no service control policy binds the management account", async () => {
  const { simulator, world } = await spokeOf();
  const { id } = world.account("larkspur-management");
  world.attachServiceControlPolicy(id, { name: "Nothing", document: denyText("*") });
  const { iam } = clientsOf(simulator, await assume(simulator, ["larkspur-management", "GatehouseSpoke"]));
  await iam.send(new ListRolesCommand({}));
});

test("a session policy narrows the session and not the role", async () => {
  const { simulator } = await spokeOf();
  const Policy = policyText({ Effect: "Allow", Action: "iam:Get*", Resource: "*" });
  const narrow = clientsOf(simulator, await assume(simulator, SPOKE, { Policy }));
  await narrow.iam.send(get);
  const { message } = await refusal(narrow.iam.send(put));
  expect(message).toEndWith("because no session policy allows the iam:PutRolePolicy action");
});

test("a permissions boundary narrows the role", async () => {
  const { iam, world, id } = await spokeOf();
  const permissionsBoundary = `arn:aws:iam::${id}:policy/boundaries/DeveloperBoundary`;
  world.changeRole(...SPOKE, { permissionsBoundary });
  await iam.send(get);
  world.changeRole(...SPOKE, { permissionsBoundary: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" });
  const { message } = await refusal(iam.send(get));
  expect(message).toEndWith("because no permissions boundary allows the iam:GetRole action");
});

test("the seeded guard keeps all but the spoke role itself from changing the spoke role", async () => {
  const { simulator, iam } = await spokeOf();
  const PolicyDocument = ANYTHING;
  const change = new PutRolePolicyCommand({ RoleName: "GatehouseSpoke", PolicyName: "x", PolicyDocument });
  simulator.world.changeRole("payments-prod", "PaymentsOnCall", {
    inlinePolicies: [{ name: "all", document: ANYTHING }],
  });
  const onCall = clientsOf(simulator, await assume(simulator, ["payments-prod", "PaymentsOnCall"]));
  expect((await refusal(onCall.iam.send(change))).message).toEndWith(
    "with an explicit deny in a service control policy",
  );
  await iam.send(change);
});

test("everybody may ask who they are", async () => {
  const { simulator, sts, world } = await spokeOf();
  world.changeRole(...SPOKE, { inlinePolicies: [] });
  await sts.send(new GetCallerIdentityCommand({}));
  expect(simulator.calls.list().at(-1)).toMatchObject({ operation: "GetCallerIdentity", outcome: "ok" });
});

test("enforcement can be switched off", async () => {
  const simulator = createSimulator({ accounts: 4, roles: 15, enforces: false });
  const { iam } = clientsOf(simulator, simulator.hubCredentials("aws"));
  await iam.send(new ListRolesCommand({}));
});

test("the keys of an account die with it", async () => {
  const { sts, world } = await spokeOf();
  world.account("payments-prod").state = "SUSPENDED";
  expect((await refusal(sts.send(new GetCallerIdentityCommand({})))).name).toBe("InvalidClientTokenId");
  world.removeAccount("payments-prod");
  expect((await refusal(sts.send(new GetCallerIdentityCommand({})))).name).toBe("InvalidClientTokenId");
});

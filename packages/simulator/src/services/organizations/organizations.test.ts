import { expect, test } from "bun:test";
import {
  AccessDeniedException,
  AccountNotFoundException,
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListChildrenCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
  paginateListAccounts,
  type Account,
} from "@aws-sdk/client-organizations";
import { assume, clientsOf, refusal } from "../../../test/clients.ts";
import { createSimulator } from "../../simulator.ts";

async function management(accounts = 12) {
  const simulator = createSimulator({ accounts, roles: 5 });
  const role: [string, string] = ["larkspur-management", "GatehouseOrganizations"];
  const { organizations } = clientsOf(simulator, await assume(simulator, role));
  return { organizations, simulator, world: simulator.world };
}

test("accounts come in pages of 20, each once, with a State and without the retired Status", async () => {
  const { organizations } = await management(50);
  const accounts: Account[] = [];
  const sizes: number[] = [];
  for await (const { Accounts = [] } of paginateListAccounts({ client: organizations }, {})) {
    accounts.push(...Accounts);
    sizes.push(Accounts.length);
  }
  expect(sizes).toEqual([20, 20, 14]);
  expect(new Set(accounts.map(({ Id }) => Id)).size).toBe(54);
  expect(accounts.filter(({ State }) => State === "ACTIVE")).toHaveLength(50);
  expect(accounts.every(({ Status }) => Status === undefined)).toBe(true);
});

test("each state that is not ACTIVE is there once", async () => {
  const { organizations } = await management();
  const { Accounts = [] } = await organizations.send(new ListAccountsCommand({}));
  const states = Accounts.map(({ State }) => String(State)).filter((state) => state !== "ACTIVE");
  expect(states.toSorted()).toEqual(["CLOSED", "PENDING_ACTIVATION", "PENDING_CLOSURE", "SUSPENDED"]);
});

test("only the management account may ask, even where IAM allows the call", async () => {
  const { simulator } = await management();
  simulator.world.changeRole("payments-prod", "GatehouseSpoke", {
    attachedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
  });
  const { organizations } = clientsOf(simulator, await assume(simulator, ["payments-prod", "GatehouseSpoke"]));
  const refused = await refusal(organizations.send(new ListAccountsCommand({})));
  expect(refused.error).toBeInstanceOf(AccessDeniedException);
  expect(refused.message).toBe("You don't have permissions to access this resource.");
});

test("the hub itself may not ask: it goes through its role in the management account", async () => {
  const { simulator } = await management();
  const { organizations } = clientsOf(simulator, simulator.hubCredentials("aws"));
  const refused = await refusal(organizations.send(new ListAccountsCommand({})));
  expect([refused.name, refused.status]).toEqual(["AccessDeniedException", 400]);
  expect(refused.message).toEndWith("because no identity-based policy allows the organizations:ListAccounts action");
});

test("units lead from the root to an account and back", async () => {
  const { organizations, world } = await management();
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const rootId = Roots?.[0]?.Id ?? "";
  const below = async (ParentId: string) =>
    (await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId }))).OrganizationalUnits ?? [];
  const workloads = (await below(rootId)).find(({ Name }) => Name === "Workloads")?.Id ?? "";
  const payments = (await below(workloads)).find(({ Name }) => Name === "Payments")?.Id ?? "";
  const { id } = world.account("payments-prod");
  const listed = await organizations.send(new ListAccountsForParentCommand({ ParentId: payments }));
  expect(listed.Accounts?.map(({ Id }) => Id)).toContain(id);
  const children = await organizations.send(new ListChildrenCommand({ ParentId: payments, ChildType: "ACCOUNT" }));
  expect(children.Children).toContainEqual({ Id: id, Type: "ACCOUNT" });
  const parents = await organizations.send(new ListParentsCommand({ ChildId: id }));
  expect(parents.Parents).toEqual([{ Id: payments, Type: "ORGANIZATIONAL_UNIT" }]);
  const top = await organizations.send(new ListParentsCommand({ ChildId: workloads }));
  expect(top.Parents).toEqual([{ Id: rootId, Type: "ROOT" }]);
  const unit = await organizations.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: payments }));
  expect(unit.OrganizationalUnit?.Name).toBe("Payments");
});

test("policies are listed with their targets, and targets with their policies", async () => {
  const { organizations, world } = await management();
  const { Policies = [] } = await organizations.send(new ListPoliciesCommand({ Filter: "SERVICE_CONTROL_POLICY" }));
  expect(Policies.map(({ Name }) => String(Name)).toSorted()).toEqual([
    "DenyEverything",
    "DenyLeavingOrganization",
    "FullAWSAccess",
    "ProtectGatehouse",
    "SandboxGuardrails",
  ]);
  const sandbox = Policies.find(({ Name }) => Name === "SandboxGuardrails")?.Id ?? "";
  const { Policy } = await organizations.send(new DescribePolicyCommand({ PolicyId: sandbox }));
  expect(JSON.parse(Policy?.Content ?? "").Statement).toHaveLength(2);
  const { Targets = [] } = await organizations.send(new ListTargetsForPolicyCommand({ PolicyId: sandbox }));
  expect(Targets.map(({ Name, Type }) => `${Type} ${Name}`)).toEqual(["ORGANIZATIONAL_UNIT Sandbox"]);
  const TargetId = world.account("payments-prod").id;
  const own = await organizations.send(
    new ListPoliciesForTargetCommand({ TargetId, Filter: "SERVICE_CONTROL_POLICY" }),
  );
  expect(own.Policies?.map(({ Name }) => Name)).toEqual(["FullAWSAccess"]);
});

test("an account is described with its tags, and one that is not there is not found", async () => {
  const { organizations, world } = await management();
  const { id } = world.account("payments-prod");
  const { Account: found } = await organizations.send(new DescribeAccountCommand({ AccountId: id }));
  expect(found).toMatchObject({ Id: id, Name: "payments-prod", State: "ACTIVE" });
  const { Tags } = await organizations.send(new ListTagsForResourceCommand({ ResourceId: id }));
  expect(Tags).toContainEqual({ Key: "environment", Value: "prod" });
  const missing = await refusal(organizations.send(new DescribeAccountCommand({ AccountId: "000000000000" })));
  expect(missing.error).toBeInstanceOf(AccountNotFoundException);
});

test("the organization is described to any of its accounts that may ask", async () => {
  const { organizations, world } = await management();
  const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));
  expect(Organization?.MasterAccountId).toBe(world.account("larkspur-management").id);
});

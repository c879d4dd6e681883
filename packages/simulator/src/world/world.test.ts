import { expect, test } from "bun:test";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { assume, clientsOf, refusal } from "../../test/clients.ts";
import { createSimulator } from "../simulator.ts";
import { unitNames } from "./organization.ts";

const small = { accounts: 2, roles: 0 };

test("an account that a test adds is in its units, has a spoke role and holds the roles it was given", async () => {
  const simulator = createSimulator(small);
  const added = simulator.world.addAccount({
    name: "orders-prod",
    units: ["Workloads", "Orders"],
    roles: [{ name: "A" }],
  });
  const [organization] = simulator.world.organizations;
  expect(organization && unitNames(organization, added.parentId)).toEqual(["Workloads", "Orders"]);
  const { iam } = clientsOf(simulator, await assume(simulator, ["orders-prod", "GatehouseSpoke"]));
  const { Roles } = await iam.send(new ListRolesCommand({}));
  expect(Roles?.map(({ RoleName }) => RoleName)).toEqual(["A", "GatehouseSpoke"]);
});

test("a role that is replaced in the world is what the next call sees", async () => {
  const { world } = createSimulator(small);
  world.addAccount({ name: "orders-prod", roles: [{ name: "A", tags: { old: "1" } }] });
  expect(world.setTags("orders-prod", "A", { owner: "orders" }).tags).toEqual({ owner: "orders" });
  expect(world.role("orders-prod", "A").tags).toEqual({ owner: "orders" });
  world.removeRole("orders-prod", "A");
  expect(() => world.role("orders-prod", "A")).toThrow("has no role A");
});

test("an account without a spoke role refuses, and one that is removed is no longer listed", async () => {
  const simulator = createSimulator(small);
  const { id } = simulator.world.addAccount({ name: "closed-shop", hasSpoke: false, roles: [{ name: "A" }] });
  expect((await refusal(assume(simulator, ["closed-shop", "A"]))).name).toBe("AccessDenied");
  simulator.world.removeAccount("closed-shop");
  const role: [string, string] = ["larkspur-management", "GatehouseOrganizations"];
  const { organizations } = clientsOf(simulator, await assume(simulator, role));
  const { Accounts } = await organizations.send(new ListAccountsCommand({}));
  expect(Accounts?.map(({ Id }) => Id)).not.toContain(id);
});

test("names of the hub, the spoke and the organizations role can be others", async () => {
  const simulator = createSimulator({ ...small, names: { spoke: "ConsoleMe" } });
  await assume(simulator, ["larkspur-management", "ConsoleMe"]);
  expect(simulator.world.account("larkspur-management").roles.has("GatehouseSpoke")).toBe(false);
});

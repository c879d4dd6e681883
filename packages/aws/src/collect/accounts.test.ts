import { expect, test } from "bun:test";
import type { Account } from "@gatehouse/core/account";
import type { EnvironmentRules } from "@gatehouse/core/environment-of-account";
import { Hub } from "@gatehouse/core/hub";
import { sdkHandler } from "@gatehouse/simulator/sdk-handler";
import { createTestAws, errorOf, type TestAws } from "../../test/test-aws.ts";
import { explainAwsError } from "../sdk-errors.ts";
import { currentAccount, listAccounts } from "./accounts.ts";

const RULES: EnvironmentRules = {
  tag: "environment",
  words: { prod: ["prod"], staging: ["staging"], dev: ["dev"], sandbox: ["sandbox"] },
};

async function listed({ aws }: TestAws, hub = "aws"): Promise<Account[]> {
  return (await Array.fromAsync(listAccounts(aws, hub, RULES))).flat();
}

test("every account of the organization is listed once, whatever its state, and marked with it", async () => {
  const test = createTestAws({ accounts: 45 });
  const accounts = await listed(test);
  expect(accounts).toHaveLength(49);
  expect(new Set(accounts.map(({ id }) => id)).size).toBe(49);
  const states = Map.groupBy(accounts, ({ state }) => state as string);
  expect([...states].map(([state, of]) => `${state} ${of.length}`).toSorted()).toEqual([
    "ACTIVE 45",
    "CLOSED 1",
    "PENDING_ACTIVATION 1",
    "PENDING_CLOSURE 1",
    "SUSPENDED 1",
  ]);
});

test("an account in a state that AWS added later is marked so, its retired Status is not read, and the others are listed", async () => {
  const { simulator } = createTestAws();
  const { id } = simulator.world.account("payments-prod");
  const later = async (request: Request) => {
    const response = await simulator.fetch(request);
    return new Response(
      (await response.text()).replace(/("Id":"(\d{12})"[^}]*?"State":)"ACTIVE"/g, (all, start, of) =>
        of === id ? `${start}"HIBERNATING","Status":"ACTIVE"` : all,
      ),
      response,
    );
  };
  const test = createTestAws({ aws: { requestHandler: sdkHandler(later), fetch: simulator.fetch } });
  const accounts = await listed(test);
  expect(accounts.find((account) => account.id === id)?.state).toBe("UNKNOWN");
  expect(accounts.filter(({ state }) => state === "ACTIVE")).toHaveLength(4);
});

test("an account says its name, units from the root down, partition, hub, e-mail and environment", async () => {
  const test = createTestAws();
  const made = test.simulator.world.addAccount({
    name: "ledger",
    units: ["Workloads", "Payments", "Core"],
    tags: { environment: "Staging" },
  });
  expect((await listed(test)).find(({ id }) => id === made.id)).toEqual({
    id: made.id,
    name: "ledger",
    partition: "aws",
    hub: "aws",
    state: "ACTIVE",
    environment: "staging",
    units: ["Workloads", "Payments", "Core"],
    email: made.email,
  });
});

test("each hub lists its own organization, through its own partition", async () => {
  const test = createTestAws();
  const names = (await listed(test, "aws-us-gov")).map(({ name, partition, hub }) => `${name} ${partition} ${hub}`);
  expect(names.toSorted()).toEqual([
    "larkspur-gov-hub aws-us-gov aws-us-gov",
    "larkspur-gov-management aws-us-gov aws-us-gov",
    "public-sector-prod aws-us-gov aws-us-gov",
    "public-sector-staging aws-us-gov aws-us-gov",
  ]);
});

test("where account tags may not be read, names and units tell the environment, and AWS is not asked again and again", async () => {
  const test = createTestAws({ accounts: 45 });
  test.simulator.faults.add({ kind: "deny", service: "organizations", operation: "ListTagsForResource" });
  const accounts = await listed(test);
  expect(accounts.find(({ name }) => name === "payments-prod")?.environment).toBe("prod");
  expect(accounts.find(({ name }) => name === "network")).not.toHaveProperty("environment");
  expect(test.simulator.calls.count("organizations", "ListTagsForResource")).toBeLessThanOrEqual(20);
});

test.each(["ListRoots", "ListOrganizationalUnitsForParent", "ListAccountsForParent"])(
  "where AWS refuses %s, every account is listed all the same, without units",
  async (operation) => {
    const test = createTestAws();
    const all = await listed(test);
    test.simulator.faults.add({ kind: "deny", service: "organizations", operation });
    const accounts = await listed(test);
    expect(accounts.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(new Set(accounts.flatMap(({ units }) => units))).toEqual(new Set());
    expect(accounts.find(({ name }) => name === "payments-prod")?.environment).toBe("prod");
  },
);

test("units that AWS cannot tell now are an error, never accounts without units", async () => {
  const test = createTestAws({ aws: { maxAttempts: 2 } });
  test.simulator.faults.add({ kind: "throttle", service: "organizations", operation: "ListRoots" });
  expect(explainAwsError(await errorOf(listed(test)))).toMatchObject({ kind: "throttled" });
});

test("the path of unit ids that AWS gives with an account spares asking for its parent", async () => {
  const { simulator } = createTestAws();
  const {
    rootId,
    id: organization,
    units,
  } = simulator.world.organizations[0] ?? { rootId: "", id: "", units: new Map() };
  const unit = [...units.values()].find(({ name }) => name === "Sandbox");
  const withPaths = async (request: Request) => {
    const response = await simulator.fetch(request);
    if (!request.headers.get("x-amz-target")?.endsWith(".ListAccounts")) return response;
    const answer = (await response.json()) as { Accounts: { Id: string }[] };
    const path = (id: string) => `${organization}/${rootId}/${unit?.id}/${id}/`;
    const Accounts = answer.Accounts.map((account) => ({ ...account, Paths: [path(account.Id)] }));
    return Response.json({ ...answer, Accounts });
  };
  const test = createTestAws({ aws: { requestHandler: sdkHandler(withPaths), fetch: simulator.fetch } });
  for (const { units: names } of await listed(test)) expect(names).toEqual(["Sandbox"]);
  expect(simulator.calls.count("organizations", "ListAccountsForParent")).toBe(0);
});

test("a refused or broken listing of accounts is an error with AWS's words, never a shorter list", async () => {
  const refused = createTestAws();
  refused.simulator.faults.add({ kind: "deny", service: "organizations", operation: "ListAccounts" });
  expect(explainAwsError(await errorOf(listed(refused)))).toMatchObject({
    kind: "denied",
    call: "organizations:ListAccounts",
  });
  const cut = createTestAws({ accounts: 45, aws: { maxAttempts: 2 } });
  cut.simulator.faults.add({ kind: "cut", service: "organizations", operation: "ListAccounts", pages: 1 });
  expect((await errorOf(listed(cut))).message).toContain("unknown error");
});

test("a hub without an organizations role has one account to read: its own", async () => {
  const test = createTestAws({
    hubs: ([hub]) => (hub ? [Hub.parse({ ...hub, organizations_role: undefined })] : []),
  });
  const { hubAccountId = "" } = test.simulator.world.organizations[0] ?? {};
  expect(await currentAccount(test.aws, "aws")).toEqual({
    id: hubAccountId,
    name: hubAccountId,
    partition: "aws",
    hub: "aws",
    state: "ACTIVE",
    units: [],
  });
  expect((await errorOf(listed(test))).message).toContain("has no organizations_role");
});

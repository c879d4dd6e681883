import { expect, test } from "bun:test";
import {
  GetAccountAuthorizationDetailsCommand,
  ListRolesCommand,
  paginateGetAccountAuthorizationDetails,
} from "@aws-sdk/client-iam";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { assume, clientsOf, refusal } from "../test/clients.ts";
import type { Fault } from "./faults.ts";
import { createSimulator } from "./simulator.ts";

const LISTING = { service: "iam", operation: "GetAccountAuthorizationDetails" };

async function spokeOf(fault: Fault, maxAttempts = 1) {
  const simulator = createSimulator({ accounts: 5, roles: 60 });
  const credentials = await assume(simulator, ["payments-prod", "GatehouseSpoke"]);
  const { iam } = clientsOf(simulator, credentials, maxAttempts);
  const remove = simulator.faults.add(fault);
  const list = () => iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ["Role"], MaxItems: 20 }));
  return { simulator, iam, list, remove };
}

async function readAll({ iam }: Awaited<ReturnType<typeof spokeOf>>): Promise<number> {
  let count = 0;
  const pages = paginateGetAccountAuthorizationDetails({ client: iam, pageSize: 20 }, { Filter: ["Role"] });
  for await (const { RoleDetailList = [] } of pages) count += RoleDetailList.length;
  return count;
}

test("a denial strikes one call of one account and ends when it is taken away", async () => {
  const { simulator, list, remove, iam } = await spokeOf({ ...LISTING, kind: "deny" });
  expect((await refusal(list())).name).toBe("AccessDenied");
  await iam.send(new ListRolesCommand({}));
  remove();
  await list();
  simulator.faults.add({ ...LISTING, kind: "deny", accountId: simulator.world.account("shared-services").id });
  await list();
});

test("of throttled calls every nth is refused, and no other", async () => {
  const { list } = await spokeOf({ ...LISTING, kind: "throttle", every: 3 });
  const outcomes: string[] = [];
  for (let call = 1; call <= 6; call++) {
    outcomes.push(
      await list().then(
        () => "ok",
        (error: Error) => `${error.name}: ${error.message}`,
      ),
    );
  }
  const throttled = "Throttling: Rate exceeded";
  expect(outcomes).toEqual(["ok", "ok", throttled, "ok", "ok", throttled]);
});

test("the SDK takes a throttled call for what it is and tries again", async () => {
  const { list, simulator } = await spokeOf({ ...LISTING, kind: "throttle", times: 1 }, 2);
  const { $metadata } = await list();
  expect($metadata.attempts).toBe(2);
  const outcomes = simulator.calls.list().filter(({ operation }) => operation === LISTING.operation);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["Throttling", "ok"]);
});

test("a listing that is cut gives its first pages and then fails, every time", async () => {
  const spoke = await spokeOf({ ...LISTING, kind: "cut", pages: 2 });
  const first = await refusal(readAll(spoke));
  expect([first.name, first.status]).toEqual(["InternalFailure", 500]);
  expect(spoke.simulator.calls.count("iam", LISTING.operation)).toBe(3);
  expect((await refusal(readAll(spoke))).name).toBe("InternalFailure");
});

test("a nearly empty listing claims to be complete", async () => {
  const { list } = await spokeOf({ ...LISTING, kind: "nearly-empty", keep: 2 });
  const { RoleDetailList, IsTruncated, Marker } = await list();
  expect([RoleDetailList?.length, IsTruncated, Marker]).toEqual([2, false, undefined]);
});

test("a nearly empty listing of accounts has no next page", async () => {
  const simulator = createSimulator({ accounts: 40, roles: 0 });
  simulator.faults.add({ service: "organizations", kind: "nearly-empty", keep: 1 });
  const role: [string, string] = ["larkspur-management", "GatehouseOrganizations"];
  const { organizations } = clientsOf(simulator, await assume(simulator, role));
  const { Accounts, NextToken } = await organizations.send(new ListAccountsCommand({}));
  expect([Accounts?.length, NextToken]).toEqual([1, undefined]);
});

test("a late answer is late and otherwise the same", async () => {
  const { list } = await spokeOf({ ...LISTING, kind: "latency", milliseconds: 20 });
  const start = performance.now();
  const { RoleDetailList } = await list();
  expect(performance.now() - start).toBeGreaterThan(19);
  expect(RoleDetailList).toHaveLength(20);
});

test("AssumeRole can be refused in one account alone", async () => {
  const simulator = createSimulator({ accounts: 5, roles: 0 });
  const { id } = simulator.world.account("shared-services");
  simulator.faults.add({ service: "sts", operation: "AssumeRole", accountId: id, kind: "deny" });
  await assume(simulator, ["payments-prod", "GatehouseSpoke"]);
  expect((await refusal(assume(simulator, ["shared-services", "GatehouseSpoke"]))).name).toBe("AccessDenied");
});

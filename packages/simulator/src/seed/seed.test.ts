import { expect, test } from "bun:test";
import { DEMO_PEOPLE } from "../demo-people.ts";
import { createWorld, type World } from "../world/world.ts";
import type { Role } from "../world/role.ts";

const GRANTS = ["consoleme-authorized", "consoleme-authorized-cli-only", "consoleme-owner-dl"];

function digestOf(world: World): string {
  const hash = new Bun.CryptoHasher("sha256");
  for (const account of world.accounts.values()) hash.update(JSON.stringify([account.id, ...account.roles.values()]));
  return hash.digest("hex");
}

function rolesOf(world: World, person: string): { role: Role; account: string; tag: string }[] {
  const groups = DEMO_PEOPLE.find(({ name }) => name.startsWith(person))?.groups ?? [];
  const identities = new Set([
    ...groups,
    ...DEMO_PEOPLE.map(({ name }) => name).filter((name) => name.startsWith(person)),
  ]);
  const reachable = [...world.accounts.values()].filter(
    ({ state, roles }) => state === "ACTIVE" && roles.has("GatehouseSpoke"),
  );
  return reachable.flatMap((account) =>
    [...account.roles.values()].flatMap((role) =>
      GRANTS.filter((tag) => role.tags[tag]?.split(":").some((identity) => identities.has(identity))).map((tag) => ({
        role,
        account: account.name,
        tag,
      })),
    ),
  );
}

function trustsHub(world: World, role: Role): boolean {
  const partition = role.arn.split(":")[1] ?? "aws";
  const hub = world.organizations.find((one) => one.partition === partition)?.hubAccountId;
  return role.trustPolicy.includes(`arn:${partition}:iam::${hub}:role/GatehouseHub`);
}

test("the same seed gives the same 2,000 roles on every machine", () => {
  const world = createWorld({ seed: 7, accounts: 32, roles: 50 });
  const count = [...world.accounts.values()].reduce((total, { roles }) => total + roles.size, 0);
  expect(count).toBe(2_000);
  expect(digestOf(world)).toBe("634195dfee663d4e747fbd99db3bb9ed102e7ea60243d914cf3031280cc9a454");
});

test("another seed gives other roles", () => {
  const settings = { accounts: 4, roles: 20 };
  expect(digestOf(createWorld({ ...settings, seed: 1 }))).not.toBe(digestOf(createWorld({ ...settings, seed: 2 })));
});

test("an account is the same whatever was looked at before it and however many others there are", () => {
  const [small, large] = [createWorld({ accounts: 9, roles: 30 }), createWorld({ accounts: 90, roles: 30 })];
  digestOf(large);
  expect([...small.account("network").roles]).toEqual([...large.account("network").roles]);
});

test("a world has as many active accounts and roles as it was asked for, and ids of 12 digits without repeats", () => {
  const world = createWorld({ accounts: 500, roles: 25 });
  const [commercial] = world.organizations;
  const accounts = commercial?.accountIds.map((id) => world.account(id)) ?? [];
  expect(accounts.filter(({ state }) => state === "ACTIVE")).toHaveLength(500);
  expect(accounts.every(({ id }) => /^\d{12}$/.test(id))).toBe(true);
  expect(new Set(accounts.map(({ name }) => name)).size).toBe(504);
  expect(world.accounts.size).toBe(508);
  expect(accounts.at(300)?.roles.size).toBe(25);
});

test("Priya has 14 roles in 9 accounts: one for the CLI alone, one that does not trust the hub, one without identity", () => {
  const world = createWorld();
  const granted = rolesOf(world, "priya");
  expect([granted.length, new Set(granted.map(({ account }) => account)).size]).toEqual([14, 9]);
  expect(granted.filter(({ tag }) => tag === "consoleme-authorized-cli-only")).toHaveLength(1);
  expect(granted.filter(({ role }) => !trustsHub(world, role)).map(({ role }) => role.name)).toEqual([
    "WarehouseAnalyst",
  ]);
  const legacy = granted.filter(
    ({ role }) => trustsHub(world, role) && !role.trustPolicy.includes("SetSourceIdentity"),
  );
  expect(legacy.map(({ role, account }) => `${account}/${role.name}`)).toEqual(["payments-staging/PaymentsReadOnly"]);
});

test("Hye-jin has roles in both partitions, and Noor one in every account that can be read", () => {
  const world = createWorld();
  const partitions = rolesOf(world, "hye-jin").map(({ role }) => role.arn.split(":")[1]);
  expect(new Set(partitions)).toEqual(new Set(["aws", "aws-us-gov"]));
  const audits = rolesOf(world, "noor");
  expect(audits).toHaveLength(24 - 1 + 4);
  expect(audits.every(({ role }) => role.name === "SecurityAudit")).toBe(true);
});

test("Tomás has no role, though last year's contractors have", () => {
  const world = createWorld();
  expect(rolesOf(world, "tomas")).toEqual([]);
  const near = [...world.account("shared-services").roles.values()].filter(
    ({ tags }) => tags["consoleme-authorized"] === "contractors-2025",
  );
  expect(near).toHaveLength(1);
});

test("the spoke role is everywhere but in one active account, a sandbox", () => {
  const world = createWorld({ accounts: 80, roles: 0 });
  const without = [...world.accounts.values()].filter(({ roles }) => !roles.has("GatehouseSpoke"));
  expect(without.map(({ name, state }) => `${name} ${state}`)).toEqual(["sandbox-experiments ACTIVE"]);
});

import { expect, test } from "bun:test";
import type { Person } from "../actor.ts";
import { assertUsable, eligibleRole, eligibleRoles } from "./eligible-roles.ts";
import { account, HUB, role, trusting, worldOf } from "../../test/access-world.ts";

const ann: Person = { kind: "person", name: "ann@corp.example", groups: ["payments", "all-staff"] };

test("a grant by group needs the group, not a prefix of its name or another case of it", () => {
  const names = ["payments-engineering", "pay", "Payments", "payments"];
  const roles = names.map((group, at) => role({ name: `role${at}`, tags: { "consoleme-authorized": group } }));
  expect(eligibleRoles(ann, worldOf({ roles })).map(({ name }) => name)).toEqual(["role3"]);
});

test("a person's own name grants whatever its case was at sign-on", () => {
  const roles = [role({ name: "mine", tags: { "consoleme-authorized": "Ann@corp.example" } })];
  const signedOn = { ...ann, name: "ANN@Corp.example", groups: [] };
  expect(eligibleRoles(signedOn, worldOf({ roles }))).toHaveLength(1);
});

test("a role that several rules grant is one row with the best use and every reason, the console's first", () => {
  const tags = { "consoleme-owner-dl": "ann@corp.example:payments", "consoleme-authorized": "all-staff" };
  const [row, ...more] = eligibleRoles(ann, worldOf({ roles: [role({ name: "settlement", tags })] }));
  expect(more).toEqual([]);
  expect(row?.use).toBe("console-and-cli");
  expect(row?.because).toEqual([
    { identity: "all-staff", rule: { kind: "tag", tag: "consoleme-authorized" } },
    { identity: "ann@corp.example", rule: { kind: "tag", tag: "consoleme-owner-dl" } },
    { identity: "payments", rule: { kind: "tag", tag: "consoleme-owner-dl" } },
  ]);
});

test("rows stand by account name and then role name, whatever the case", () => {
  const tags = { "consoleme-authorized": "payments" };
  const world = worldOf({
    accounts: [account({ name: "zeta" }), account({ id: "222222222222", name: "Alpha" })],
    roles: [
      role({ name: "a", tags }),
      role({ name: "Writer", accountId: "222222222222", tags }),
      role({ name: "reader", accountId: "222222222222", tags }),
    ],
  });
  expect(eligibleRoles(ann, world).map(({ accountName, name }) => `${accountName}/${name}`)).toEqual([
    "Alpha/reader",
    "Alpha/Writer",
    "zeta/a",
  ]);
});

test("a granted role keeps its path in the ARN, and says account, partition, session length and when that was true", () => {
  const settlement = role({
    name: "settlement",
    path: "/team/payments/",
    tags: { "consoleme-authorized": "payments" },
  });
  const world = worldOf({ accounts: [account({ environment: "prod", units: ["Workloads"] })], roles: [settlement] });
  expect(eligibleRoles(ann, world)).toEqual([
    {
      arn: "arn:aws:iam::111111111111:role/team/payments/settlement",
      name: "settlement",
      path: "/team/payments/",
      accountId: "111111111111",
      accountName: "payments-prod",
      partition: "aws",
      environment: "prod",
      units: ["Workloads"],
      use: "console-and-cli",
      because: [{ identity: "payments", rule: { kind: "tag", tag: "consoleme-authorized" } }],
      sessionSeconds: 3600,
      asOf: "2026-11-24T06:00:00.000Z",
    },
  ]);
});

test("a granted role that cannot be used is shown with its reason", () => {
  const tags = { "consoleme-authorized": "payments" };
  const other = "arn:aws:iam::888888888888:role/Other";
  const cases = [
    {
      name: "no trust",
      world: worldOf({ roles: [role({ name: "r", tags, trustPolicy: trusting(other) })] }),
      says: HUB,
    },
    {
      name: "suspended",
      world: worldOf({ accounts: [account({ state: "SUSPENDED" })], roles: [role({ name: "r", tags })] }),
      says: "SUSPENDED",
    },
    {
      name: "left",
      world: worldOf({
        accounts: [account({ leftAt: "2026-11-01T00:00:00.000Z" })],
        roles: [role({ name: "r", tags })],
      }),
      says: "left the organization",
    },
    {
      name: "closing",
      world: worldOf({ accounts: [account({ state: "PENDING_CLOSURE" })], roles: [role({ name: "r", tags })] }),
      says: "PENDING_CLOSURE",
    },
    {
      name: "new state",
      world: worldOf({ accounts: [account({ state: "UNKNOWN" })], roles: [role({ name: "r", tags })] }),
      says: "a state that we do not know",
    },
    {
      name: "account gone",
      world: worldOf({ accounts: [], roles: [role({ name: "r", tags })] }),
      says: "no longer in the estate",
    },
    {
      name: "hub gone",
      world: worldOf({ accounts: [account({ hub: "gov" })], roles: [role({ name: "r", tags })] }),
      says: "No hub named gov",
    },
  ];
  for (const { world, says } of cases) {
    const [row] = eligibleRoles(ann, world);
    expect(row?.unusable).toContain(says);
    expect(() => row && assertUsable(row, "cli-only")).toThrow(says);
  }
});

test("until AWS has said who the hub is, no role is called unusable for its trust policy", () => {
  const world = worldOf({
    roles: [role({ name: "r", tags: { "consoleme-authorized": "payments" }, trustPolicy: trusting("*") })],
  });
  const unknown = { ...world, hubs: new Map([["main", {}]]) };
  const [row] = eligibleRoles(ann, unknown);
  expect(row?.unusable).toBeUndefined();
  expect(row?.sessionSeconds).toBeUndefined();
});

test("what is known of the hub is looked at again when it changes", () => {
  const roles = [role({ name: "r", tags: { "consoleme-authorized": "payments" } })];
  const world = worldOf({ roles });
  expect(eligibleRoles(ann, world)[0]?.unusable).toBeUndefined();
  const moved = { ...world, hubs: new Map([["main", { roleArn: `${HUB}2`, chained: true }]]) };
  expect(eligibleRoles(ann, moved)[0]?.unusable).toContain("GatehouseHub2");
});

test("asking for a person's roles never walks the estate", () => {
  const roles = Array.from({ length: 500 }, (_, at) =>
    role({ name: `role${at}`, tags: { "consoleme-authorized": at === 7 ? "payments" : "others" } }),
  );
  const world = worldOf({ roles });
  expect(eligibleRoles(ann, world)).toHaveLength(1);
  expect(eligibleRole(ann, role({ name: "role7" }).arn, world)?.name).toBe("role7");
  expect(world.walked.roles).toBe(0);
});

test("only a granted use passes: not a stranger's role, nor the console where the CLI alone is granted", () => {
  const world = worldOf({
    roles: [
      role({ name: "theirs", tags: { "consoleme-authorized": "others" } }),
      role({ name: "cli", tags: { "consoleme-owner-dl": "payments" } }),
    ],
  });
  const cli = role({ name: "cli" }).arn;
  expect(eligibleRole(ann, role({ name: "theirs" }).arn, world)).toBeUndefined();
  expect(eligibleRole(ann, role({ name: "absent" }).arn, world)).toBeUndefined();
  const row = eligibleRole(ann, cli, world);
  expect(row?.arn).toBe(cli);
  expect(() => row && assertUsable(row, "console-and-cli")).toThrow("from the CLI only");
  expect(() => row && assertUsable(row, "cli-only")).not.toThrow();
});

test("a settings' grant of a role that is not in the estate makes no row", () => {
  const rule = { kind: "settings", key: "group_mapping.payments.roles" } as const;
  const grants = [{ identity: "payments", roleArn: role({ name: "gone" }).arn, use: "console-and-cli" as const, rule }];
  expect(eligibleRoles(ann, worldOf({ roles: [], grants }))).toEqual([]);
});

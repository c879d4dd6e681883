import { afterEach, beforeEach, expect, test } from "bun:test";
import { deflateSync } from "node:zlib";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import type { Table } from "@gatehouse/store/table";
import { CONFIG } from "@gatehouse/store/tables";
import { createTestApp, type TestApp } from "../../test/test-app.ts";
import { eligibleRolesOf } from "./eligible-roles-of.ts";

const MINUTE = 60_000;
const PRIYA = { kind: "person" as const, name: "priya.raman@larkspur.example", groups: ["payments-engineering"] };
const TOMAS = { kind: "person" as const, name: "tomas.arriaga@larkspur.example", groups: ["contractors-2026"] };

let t: TestApp;
let table: Table;

beforeEach(async () => {
  table = createSqliteTable({ path: ":memory:", now: () => Date.parse("2026-11-24T14:00:00Z") });
  t = await createTestApp({ adapters: { table } });
  await t.sync();
});
afterEach(() => t.close());

const listOf = (person: typeof PRIYA) => eligibleRolesOf(t.app, person).all;
const find = (person: typeof PRIYA, arn: string) => listOf(person).roles.find((role) => role.arn === arn);

async function syncLater(): Promise<void> {
  t.pass(MINUTE);
  await t.sync();
}

test("a list is made once for as long as nothing in it changes", () => {
  expect(listOf(PRIYA)).toBe(listOf({ ...PRIYA }));
  expect(listOf(PRIYA)).not.toBe(listOf({ ...PRIYA, groups: ["data-platform"] }));
});

test("many people with short lists push nobody's list out", () => {
  const list = listOf(PRIYA);
  for (let at = 0; at < 1_200; at++) listOf({ ...TOMAS, name: `person-${at}@larkspur.example` });
  expect(listOf(PRIYA)).toBe(list);
});

test("a grant that comes or goes with a sync is in the next answer", async () => {
  const { arn } = t.world.role("payments-prod", "PaymentsReadOnly");
  expect(find(PRIYA, arn)).toBeDefined();
  t.world.setTags("payments-prod", "PaymentsReadOnly", { "consoleme-authorized": TOMAS.name });
  await syncLater();
  expect(find(PRIYA, arn)).toBeUndefined();
  expect(find(TOMAS, arn)).toBeDefined();
});

test("every sync moves the moment as of which the rows are true, also where nothing else changed", async () => {
  const before = listOf(PRIYA);
  await syncLater();
  expect(listOf(PRIYA).roles.map(({ arn }) => arn)).toEqual(before.roles.map(({ arn }) => arn));
  expect(before.asOf).toBe("2026-11-24T14:00:00.000Z");
  expect(listOf(PRIYA).asOf).toBe("2026-11-24T14:01:00.000Z");
});

test("a role that only the settings grant is described anew when it changes, disappears or comes back", async () => {
  const { arn, trustPolicy, tags } = t.world.role("payments-prod", "PaymentsOnCall");
  const text = `group_mapping: { contractors-2026: { roles: ["${arn}"] } }`;
  await table.write(CONFIG, [{ put: { id: "master", config: new Uint8Array(deflateSync(text)) } }]);
  await t.app.settings.refresh();
  expect(find(TOMAS, arn)).toMatchObject({ use: "console-and-cli" });
  expect(find(TOMAS, arn)?.unusable).toBeUndefined();
  t.world.setTrustPolicy("payments-prod", "PaymentsOnCall", { Version: "2012-10-17", Statement: [] });
  await syncLater();
  expect(find(TOMAS, arn)?.unusable).toContain("trust policy allows");
  t.world.removeRole("payments-prod", "PaymentsOnCall");
  await syncLater();
  expect(find(TOMAS, arn)).toBeUndefined();
  t.world.putRole("payments-prod", { name: "PaymentsOnCall", trustPolicy, tags });
  await syncLater();
  expect(find(TOMAS, arn)?.unusable).toBeUndefined();
});

import { afterEach, expect, test } from "bun:test";
import { deflateSync } from "node:zlib";
import { Settings } from "@gatehouse/core/settings";
import { CONFIG } from "@gatehouse/store/tables";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import { createLog } from "../log.ts";
import { createTestApp, type TestApp } from "../../test/test-app.ts";

const opened: TestApp[] = [];
afterEach(async () => {
  for (const t of opened.splice(0)) await t.close();
});

const NOW = Date.parse("2026-11-24T14:00:00Z");

async function open(table = createSqliteTable({ path: ":memory:", now: () => NOW }), log = createLog("silent")) {
  const change: NonNullable<Parameters<typeof createTestApp>[0]>["change"] = (config) => ({
    ...config,
    dynamic_config: Settings.parse({ groups: { can_admin: ["from-the-file"] } }),
  });
  const t = await createTestApp({ change, adapters: { table: { ...table, close: () => Promise.resolve() }, log } });
  opened.push(t);
  const save = (text: string) =>
    table.write(CONFIG, [{ put: { id: "master", config: new Uint8Array(deflateSync(text)), updated_by: "admin" } }]);
  return { t, save };
}

test("without a row in the configuration table the dynamic_config block is in force", async () => {
  const { t } = await open();
  expect(t.app.settings.authority().groups.can_admin).toEqual(["gatehouse-admins", "from-the-file"]);
});

test("the incumbent's row wins, is read as it wrote it, and is believed at the next refresh", async () => {
  const { t, save } = await open();
  await save(
    "groups:\n  can_admin: [from-the-table]\ngroup_mapping:\n  data-platform:\n    roles: [an-arn]\nunknown: kept\n",
  );
  await t.app.settings.refresh();
  expect(t.app.settings.authority().groups.can_admin).toEqual(["gatehouse-admins", "from-the-table"]);
  expect(t.app.settings.current()).toMatchObject({
    group_mapping: { "data-platform": { roles: ["an-arn"] } },
    unknown: "kept",
  });
});

test.each(["groups: [", "groups: { can_admin: everybody }", "a: 1\na: 2"])(
  "a row that is no valid configuration leaves the settings as they were: %p",
  async (broken) => {
    const { t, save } = await open();
    await save("groups: { can_admin: [from-the-table] }");
    await t.app.settings.refresh();
    await save(broken);
    await t.app.settings.refresh();
    expect(t.app.settings.authority().groups.can_admin).toEqual(["gatehouse-admins", "from-the-table"]);
  },
);

test("settings that a starting process cannot read are not taken from the file: they grant nothing until they can be read", async () => {
  const table = createSqliteTable({ path: ":memory:", now: () => NOW });
  const before = await open(table);
  await before.save("groups: [");
  let logged = "";
  const { t, save } = await open(table, createLog("warn", { write: (line) => void (logged += line) }));
  expect(t.app.settings.authority().groups.can_admin).toEqual(["gatehouse-admins"]);
  await t.app.settings.refresh();
  expect(logged.match(/until they can be, they grant nothing/g)).toHaveLength(2);
  await save("groups: { can_admin: [from-the-table] }");
  await t.app.settings.refresh();
  expect(t.app.settings.authority().groups.can_admin).toEqual(["gatehouse-admins", "from-the-table"]);
});

test("settings that were refused say the same of themselves until they differ", async () => {
  const { t, save } = await open();
  await save("a: 1\na: 2\n");
  await t.app.settings.refresh();
  const said = t.app.settings.problem();
  expect(said).toContain("this key stands here twice");
  await t.app.settings.refresh();
  expect(t.app.settings.problem()).toBe(said);
  await save("groups: { can_admin: [from-the-table] }");
  await t.app.settings.refresh();
  expect(t.app.settings.problem()).toBeUndefined();
});

test("a slow reading that ends late does not bring back the settings that were replaced meanwhile", async () => {
  const table = createSqliteTable({ path: ":memory:", now: () => NOW });
  const slow = Promise.withResolvers<void>();
  const reading = Promise.withResolvers<void>();
  let armed = false;
  let reads = 0;
  const { t, save } = await open({
    ...table,
    async get(name, key) {
      const counted = armed && name === CONFIG;
      if (counted) reads += 1;
      const row = await table.get(name, key);
      if (!counted || reads > 1) return row;
      reading.resolve();
      await slow.promise;
      return row;
    },
  });
  await save("groups: { can_admin: [old] }");
  armed = true;
  const late = t.app.settings.refresh();
  await reading.promise;
  await save("groups: { can_admin: [new] }");
  const next = t.app.settings.refresh();
  expect(reads).toBe(1);
  slow.resolve();
  await Promise.all([late, next]);
  expect(t.app.settings.authority().groups.can_admin).toEqual(["gatehouse-admins", "new"]);
});

test("a grant of the settings reaches the page of the people it names", async () => {
  const { t, save } = await open();
  await t.sync();
  const { arn } = t.world.role("payments-prod", "PaymentsOnCall");
  const tomas = t.browser();
  await tomas.signIn("tomas.arriaga");
  expect((await tomas.api.access.eligibleRoles.query({})).roles).toEqual([]);
  await save(`group_mapping: { contractors-2026: { roles: ["${arn}"] } }`);
  await t.app.settings.refresh();
  const { roles } = await tomas.api.access.eligibleRoles.query({});
  expect(roles.map((role) => [role.arn, role.because[0]?.rule])).toEqual([
    [arn, { kind: "settings", key: "group_mapping.contractors-2026.roles" }],
  ]);
  await tomas.api.access.signIn.mutate({ roleArn: arn });
});

import { expect, test } from "bun:test";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import { ROLES } from "@gatehouse/store/tables";
import type { Logger } from "../../src/log.ts";
import { createLog } from "../../src/log.ts";
import { createSyncWorld } from "./sync-world.ts";

const now = () => Date.parse("2026-11-24T14:00:00Z");

test("a stored role that means nothing keeps no process from starting, syncing and publishing, and the log names it", async () => {
  const table = createSqliteTable({ path: ":memory:", now });
  const arn = "arn:aws:iam::999999999999:role/odd";
  const row = { arn, accountId: "999999999999", name: "odd", policy: "{no json", ttl: now() / 1000 + 86_400 };
  await table.write(ROLES, [{ put: row }]);
  const warned: unknown[] = [];
  const warn = (about: unknown) => void warned.push(about);
  const log: Logger = { ...createLog("silent"), warn };
  const world = await createSyncWorld({ adapters: { table, log } });
  await world.app.estate.filled();
  expect(world.app.estate.status()).toEqual({ state: "ready" });
  expect((await world.sync()).at(-1)).toMatchObject({ type: "finished" });
  await world.app.estate.refresh();
  expect(world.app.estate.role(arn)).toBeUndefined();
  expect(world.app.estate.roleCount()).toBeGreaterThan(0);
  expect(warned.filter((about) => Object(about).arn === arn)).toHaveLength(1);
  await world.close();
});

test("the config names the tags that tell a role's owner to other tools", async () => {
  const table = createSqliteTable({ path: ":memory:", now });
  const change = <C extends { tags: object }>(config: C): C => ({
    ...config,
    tags: { ...config.tags, owner: ["team"] },
  });
  const world = await createSyncWorld({ adapters: { table }, change });
  const [account] = world.world.organizations;
  const { arn } = world.world.putRole(account?.hubAccountId ?? "", { name: "ledger", tags: { team: "payments" } });
  await world.sync();
  const rows = (await Array.fromAsync(table.scan(ROLES))).flat();
  expect(rows.find((row) => row["arn"] === arn)).toMatchObject({ owner: "payments" });
  await world.close();
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { Failure } from "@gatehouse/core/failure";
import { CHANGES } from "@gatehouse/store/changes";
import type { Cache } from "@gatehouse/store/cache";
import { IAM_ROLE } from "@gatehouse/store/roles";
import { createMemoryCache } from "@gatehouse/store/memory-cache";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import type { Table } from "@gatehouse/store/table";
import { createSyncWorld, type SyncWorld } from "./sync-world.ts";

const now = () => Date.parse("2026-11-24T14:00:00Z");

let world: SyncWorld;
/** What cannot be reached now. */
let lost: Set<"table" | "messages">;

/** A table and a cache that can be taken away and given back. */
function losable(): { table: Table; cache: Cache } {
  const table = createSqliteTable({ path: ":memory:", now });
  const cache = createMemoryCache({ now });
  const check = () => {
    if (lost.has("table")) throw new Failure("unavailable", "The table cannot be reached.");
  };
  return {
    table: {
      ...table,
      async get(...of) {
        check();
        return table.get(...of);
      },
      async *scan(name) {
        check();
        yield* table.scan(name);
      },
    },
    cache: { ...cache, publish: async (...of) => (lost.has("messages") ? undefined : cache.publish(...of)) },
  };
}

beforeEach(async () => {
  lost = new Set();
  world = await createSyncWorld({ adapters: losable() });
  await world.sync();
  await world.app.estate.filled();
});
afterEach(() => world.close());

const account = () => world.world.account("payments-prod");
const has = (name: string) => world.app.estate.rolesOf(account().id).some((role) => role.name === name);

test("a change whose message was lost, the last one included, is found by comparing generations", async () => {
  lost.add("messages");
  world.world.putRole(account().id, { name: "unheard-of" });
  await world.sync();
  expect(has("unheard-of")).toBe(false);
  await world.app.estate.refresh();
  expect(has("unheard-of")).toBe(true);
});

test("a message that comes after a lost one brings both changes", async () => {
  lost.add("messages");
  world.world.putRole(account().id, { name: "first" });
  await world.sync();
  lost.clear();
  const heard = Promise.withResolvers<void>();
  await world.app.cache.subscribe(CHANGES, () => heard.resolve());
  world.world.putRole(account().id, { name: "second" });
  await world.sync();
  await heard.promise;
  while (!has("second")) await new Promise((resolve) => setImmediate(resolve));
  expect(has("first")).toBe(true);
});

test("while storage cannot be reached, the answers stay and are called stale, and they recover by themselves", async () => {
  const { estate } = world.app;
  const count = estate.roleCount();
  expect(estate.status()).toEqual({ state: "ready" });
  lost.add("table");
  await estate.refresh();
  expect(estate.status()).toEqual({
    state: "stale",
    sentence: "Storage cannot be reached since 14:01:00 UTC: this is what was known then.",
  });
  expect(estate.roleCount()).toBe(count);
  lost.clear();
  await estate.refresh();
  expect(estate.status()).toEqual({ state: "ready" });
});

test("a batch that was cut off after its rows is seen after the next listing, though no row differs any more", async () => {
  const { app } = world;
  const name = "written-but-not-told";
  world.world.putRole(account().id, { name });
  const listing = { accountId: account().id, kind: IAM_ROLE };
  const { generation } = (await app.store.listings.get(listing)) ?? { generation: 0 };
  await world.sync();
  // As a process leaves it that is killed between the rows and the generation.
  await app.store.listings.change(listing, (now) => ({ ...now, generation, applying: ["cut-off"] }));
  await app.estate.refresh();
  await world.sync();
  expect(await app.store.listings.get(listing)).toMatchObject({ generation: generation + 1, applying: [] });
});

test("as of is the time of the last complete listing, and a refused one does not move it", async () => {
  const { estate } = world.app;
  await estate.refresh();
  expect(estate.asOf(account().id, IAM_ROLE)).toBe("2026-11-24T14:01:00.000Z");
  world.simulator.faults.add({ service: "iam", accountId: account().id, kind: "deny" });
  await world.sync();
  await estate.refresh();
  expect(estate.asOf(account().id, IAM_ROLE)).toBe("2026-11-24T14:01:00.000Z");
});

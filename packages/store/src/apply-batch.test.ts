import { expect, test } from "bun:test";
import { Failure } from "@gatehouse/core/failure";
import type { IamRole } from "@gatehouse/core/role/role";
import { createTestStore, rowsIn } from "../test/test-store.ts";
import { ACCOUNT_ID, testRole } from "../test/test-roles.ts";
import { CHANGES } from "./changes.ts";
import { createMemoryCache } from "./memory-cache.ts";
import { IAM_ROLE } from "./roles.ts";
import { createStore } from "./store.ts";
import type { Table } from "./table.ts";
import { LISTINGS, ROLES } from "./tables.ts";

const of = { accountId: ACCOUNT_ID, kind: IAM_ROLE };
const complete = { finishedAt: "2026-11-24T06:00:00.000Z" };

/** A table that dies before its nth write, as a killed process does. */
function dyingBefore(nth: number, table: Table): Table {
  let writes = 0;
  return {
    ...table,
    async write(name, rows) {
      writes += 1;
      if (writes === nth) throw new Error("killed");
      return table.write(name, rows);
    },
  };
}

test.each([1, 2, 3, 4])(
  "killed before write %d of a batch, the next same listing leaves rows and generation that every reader notices",
  async (nth) => {
    const test = createTestStore();
    const roles = Array.from({ length: 300 }, (_, at) => testRole(`role-${at}`));
    const killed = createStore({ ...test, table: dyingBefore(nth, test.table), now: () => test.clock.now });
    await expect(killed.roles.apply(ACCOUNT_ID, { put: roles, complete })).rejects.toThrow("killed");
    const seen = (await test.store.listings.get(of))?.generation ?? 0;

    const stored = await test.store.roles.ofAccount(ACCOUNT_ID);
    const { generation } = await test.store.roles.apply(ACCOUNT_ID, { put: roles, stored, complete });
    expect(generation).toBe(seen + 1);
    expect(await rowsIn(test.table, ROLES)).toHaveLength(300);
    expect(await test.store.listings.get(of)).toMatchObject({ applying: [], ...complete });
  },
);

test("a batch that died after its rows makes the next listing raise the generation though no row differs, without a message", async () => {
  const test = createTestStore();
  const put = [testRole("a")];
  const killed = createStore({ ...test, table: dyingBefore(3, test.table), now: () => test.clock.now });
  await expect(killed.roles.apply(ACCOUNT_ID, { put, complete })).rejects.toThrow("killed");
  expect(await rowsIn(test.table, LISTINGS)).toMatchObject([{ generation: 0, applying: [expect.any(String)] }]);

  const heard: string[] = [];
  await test.cache.subscribe(CHANGES, (message) => heard.push(message));
  expect(await test.store.roles.apply(ACCOUNT_ID, { put, complete })).toEqual({
    changed: 0,
    removed: 0,
    generation: 1,
  });
  expect(heard).toEqual([]);
  expect(await test.store.roles.apply(ACCOUNT_ID, { put, complete })).toMatchObject({ generation: 1 });
});

test("a part of an account, applied beside a whole listing, neither ends the listing's mark nor says as of when", async () => {
  const test = createTestStore();
  await test.store.listings.change(of, (listing) => ({ ...listing, applying: ["the listing"] }));
  await test.store.roles.apply(ACCOUNT_ID, { put: [testRole("a")] });
  const listing = await test.store.listings.get(of);
  expect(listing).toMatchObject({ generation: 1, applying: ["the listing"] });
  expect(listing?.finishedAt).toBeUndefined();
});

test("a complete listing ends a held removal unless it names one again", async () => {
  const test = createTestStore();
  const held = { digest: "d", since: complete.finishedAt, known: 50, wouldRemove: 40, examples: [], agreed: false };
  await test.store.roles.apply(ACCOUNT_ID, { complete: { ...complete, held } });
  expect((await test.store.listings.get(of))?.held).toEqual(held);
  await test.store.roles.apply(ACCOUNT_ID, { complete });
  expect((await test.store.listings.get(of))?.held).toBeUndefined();
  expect(await test.store.listings.all()).toHaveLength(1);
});

test("a removal that an admin confirmed while a sync was under way stays confirmed, and one that changed since does not", async () => {
  const test = createTestStore();
  const held = { digest: "d", since: complete.finishedAt, known: 50, wouldRemove: 40, examples: [], agreed: true };
  const apply = (digest: string, put: IamRole[] = []) =>
    test.store.roles.apply(ACCOUNT_ID, { put, complete: { ...complete, held: { ...held, digest } } });
  const heldNow = async () => (await test.store.listings.get(of))?.held;
  await apply("d");
  const confirmed = { ...held, confirmedBy: "hye-jin" };
  await test.store.listings.change(of, (listing) => ({ ...listing, held: confirmed }));
  await apply("d");
  expect(await heldNow()).toEqual(confirmed);
  await apply("d", [testRole("a")]);
  expect(await heldNow()).toEqual(confirmed);
  await apply("another");
  expect(await heldNow()).toEqual({ ...held, digest: "another" });
});

test("a message that cannot be sent costs nothing: the rows and the generation stand", async () => {
  const test = createTestStore();
  const cache = {
    ...createMemoryCache({ now: () => 0 }),
    publish: async () => {
      throw new Failure("unavailable", "Redis is down");
    },
  };
  const store = createStore({ ...test, cache, now: () => test.clock.now });
  expect(await store.roles.apply(ACCOUNT_ID, { put: [testRole("a")], complete })).toMatchObject({ generation: 1 });
});

import { expect, test } from "bun:test";
import { createTestStore, NOW, rowsIn, type TestStore } from "../test/test-store.ts";
import { ACCOUNT_ID, testRole } from "../test/test-roles.ts";
import { CHANGES, readChange } from "./changes.ts";
import { IAM_ROLE } from "./roles.ts";
import { createStore } from "./store.ts";
import { ROLES } from "./tables.ts";

const DAY = 86_400_000;
const of = { accountId: ACCOUNT_ID, kind: IAM_ROLE };
const roleWrites = ({ written }: TestStore) => written.filter(({ table }) => table === ROLES).length;

/** A row as the incumbent writes it. */
const incumbentRow = (name: string, ttl: number) => {
  const { arn, accountId, roleId } = testRole(name);
  return {
    arn,
    accountId,
    name,
    resourceId: roleId,
    ttl,
    owner: null,
    policy: `{"Path":"/","Tags":[]}`,
    templated: null,
  };
};

async function listed(test: TestStore, names: string[], finishedAt = "2026-11-24T06:00:00.000Z") {
  const stored = await test.store.roles.ofAccount(ACCOUNT_ID);
  const put = names.map((name) => testRole(name));
  const remove = stored.map(({ arn }) => arn).filter((arn) => !put.some((role) => role.arn === arn));
  return test.store.roles.apply(ACCOUNT_ID, { put, remove, stored, complete: { finishedAt } });
}

test("roles are stored, replaced and removed, and every batch raises the generation once and is told", async () => {
  const test = createTestStore();
  const heard: unknown[] = [];
  await test.cache.subscribe(CHANGES, (message) => heard.push(readChange(message)));
  expect(await listed(test, ["a", "b", "c"])).toMatchObject({ changed: 3, removed: 0, generation: 1 });
  expect(await listed(test, ["a", "c"])).toEqual({ changed: 0, removed: 1, generation: 2 });
  const { roles, listings } = test.store;
  expect((await Array.fromAsync(roles.all())).map(({ name }) => name).sort()).toEqual(["a", "c"]);
  expect((await Array.fromAsync(roles.fullOfAccount(ACCOUNT_ID))).map(({ name }) => name)).toEqual(["a", "c"]);
  expect(await roles.read([testRole("a").arn, testRole("b").arn, "no arn"])).toEqual([testRole("a")]);
  const { arn, accountId, name, path, tags, trustPolicy } = testRole("a");
  expect(await roles.readOutlines([arn, testRole("b").arn, "no arn"])).toEqual([
    { arn, accountId, name, path, tags, trustPolicy },
  ]);
  expect((await Array.fromAsync(roles.outlines())).map((role) => role.name).sort()).toEqual(["a", "c"]);
  expect(await listings.get(of)).toMatchObject({ generation: 2, applying: [], finishedAt: "2026-11-24T06:00:00.000Z" });
  expect(heard).toEqual([
    { ...of, generation: 1, keys: ["a", "b", "c"].map((name) => testRole(name).arn) },
    { ...of, generation: 2, keys: [testRole("b").arn] },
  ]);
});

test("a listing that says what is stored writes no role, raises no generation and sends no message, but says as of when", async () => {
  const test = createTestStore();
  await listed(test, ["a", "b"]);
  const before = roleWrites(test);
  const heard: string[] = [];
  await test.cache.subscribe(CHANGES, (message) => heard.push(message));
  expect(await listed(test, ["a", "b"], "2026-11-24T07:00:00.000Z")).toEqual({ changed: 0, removed: 0, generation: 1 });
  expect(roleWrites(test)).toBe(before);
  expect(heard).toEqual([]);
  expect(await test.store.listings.get(of)).toMatchObject({ generation: 1, finishedAt: "2026-11-24T07:00:00.000Z" });
});

test("a listing that wrote every row of the account answers them as the table holds them, and any other answers none", async () => {
  const test = createTestStore();
  const { roles } = test.store;
  const { whole } = await listed(test, ["b", "a"]);
  const arns = ["a", "b"].map((name) => testRole(name).arn);
  const [stored = []] = await Array.fromAsync(roles.rows(ACCOUNT_ID, arns));
  expect(whole?.()).toHaveLength(2);
  expect(stored).toMatchObject([...(whole?.() ?? [])]);
  expect(await listed(test, ["a", "b", "c"])).not.toHaveProperty("whole");
  const complete = { finishedAt: "2026-11-24T06:00:00.000Z" };
  expect(await roles.apply(ACCOUNT_ID, { put: [testRole("d")], complete })).not.toHaveProperty("whole");
});

test("rows are written with 30 days to live and renewed only when fewer than 15 remain", async () => {
  const test = createTestStore();
  await listed(test, ["a"]);
  const ttl = async () => (await rowsIn(test.table, ROLES))[0]?.["ttl"];
  expect(await ttl()).toBe((NOW + 30 * DAY) / 1000);
  test.clock.now = NOW + 14 * DAY;
  await listed(test, ["a"]);
  expect(await ttl()).toBe((NOW + 30 * DAY) / 1000);
  test.clock.now = NOW + 16 * DAY;
  await test.store.roles.apply(ACCOUNT_ID, { renew: [testRole("a").arn] });
  expect(await ttl()).toBe((NOW + 46 * DAY) / 1000);
  expect(await test.store.roles.read([testRole("a").arn])).toEqual([testRole("a")]);
});

test("a row past its ttl counts as absent, and a role that comes back is written over it", async () => {
  const test = createTestStore();
  await listed(test, ["a"]);
  test.clock.now = NOW + 31 * DAY;
  expect(await test.store.roles.ofAccount(ACCOUNT_ID)).toEqual([]);
  expect(await Array.fromAsync(test.store.roles.all())).toEqual([]);
  expect(await test.store.roles.read([testRole("a").arn])).toEqual([]);
  await listed(test, ["a"]);
  expect(await test.store.roles.read([testRole("a").arn])).toEqual([testRole("a")]);
});

test("the incumbent's rows are read, and written over only if it did not write again meanwhile", async () => {
  const test = createTestStore();
  const soon = (NOW + DAY) / 1000;
  await test.table.write(ROLES, [{ put: incumbentRow("a", soon) }, { put: incumbentRow("b", soon) }]);
  const stored = await test.store.roles.ofAccount(ACCOUNT_ID);
  expect(stored).toEqual([
    { arn: testRole("a").arn, ttl: soon },
    { arn: testRole("b").arn, ttl: soon },
  ]);
  await test.table.write(ROLES, [{ put: incumbentRow("b", soon + 60) }]);
  const { removed } = await test.store.roles.apply(ACCOUNT_ID, {
    put: [testRole("a")],
    remove: [testRole("b").arn],
    stored,
  });
  expect(removed).toBe(0);
  expect(await rowsIn(test.table, ROLES)).toMatchObject([
    { name: "a", gatehouse_version: 1, ttl: (NOW + 30 * DAY) / 1000 },
    { name: "b", ttl: soon + 60 },
  ]);
});

test("a role that another process wrote since is written over, unless it says the same", async () => {
  const test = createTestStore();
  await listed(test, ["a", "b"]);
  const stored = await test.store.roles.ofAccount(ACCOUNT_ID);
  const [a, b] = [testRole("a", { tags: { by: "another" } }), testRole("b", { tags: { now: "this" } })];
  await test.store.roles.apply(ACCOUNT_ID, { put: [a, b] });
  const mine = testRole("a", { tags: { by: "me" } });
  expect(await test.store.roles.apply(ACCOUNT_ID, { put: [mine, b], stored })).toMatchObject({ changed: 1 });
  expect(await test.store.roles.read([a.arn, b.arn])).toEqual([mine, b]);
});

test("a row that cannot be understood is told once and left out, until a sync writes the role anew", async () => {
  const test = createTestStore();
  const told: string[] = [];
  const onUnreadable = (arn: string) => void told.push(arn);
  const { roles } = createStore({ ...test, now: () => test.clock.now, onUnreadable });
  await roles.apply(ACCOUNT_ID, { put: [testRole("a")] });
  const policies = ["{no json", "null", `{"Tags":{}}`];
  for (const [at, policy] of policies.entries()) {
    await test.table.write(ROLES, [{ put: { ...incumbentRow(`odd-${at}`, (NOW + DAY) / 1000), policy } }]);
  }
  const odd = policies.map((_, at) => testRole(`odd-${at}`).arn);
  const all = async () => (await Array.fromAsync(roles.all())).map(({ name }) => name);
  expect(await all()).toEqual(["a"]);
  expect(await all()).toEqual(["a"]);
  expect(await roles.read([testRole("a").arn, ...odd])).toEqual([testRole("a")]);
  expect((await Array.fromAsync(roles.fullOfAccount(ACCOUNT_ID))).map(({ name }) => name)).toEqual(["a"]);
  expect(told.sort()).toEqual(odd);

  const stored = await roles.ofAccount(ACCOUNT_ID);
  const put = ["a", "odd-0", "odd-1", "odd-2"].map((name) => testRole(name));
  expect(await roles.apply(ACCOUNT_ID, { put, stored })).toMatchObject({ changed: 3 });
  expect((await all()).sort()).toEqual(put.map(({ name }) => name));
});

test("a role's owner is the first tag that names one, and other such tags give every row its owner anew", async () => {
  const test = createTestStore();
  const owned = testRole("a", { tags: { team: "payments", owner: "ann" } });
  const put = [owned, testRole("b")];
  const after = async (ownerTags: string[]) => {
    const { roles } = createStore({ ...test, now: () => test.clock.now, ownerTags });
    const { changed } = await roles.apply(ACCOUNT_ID, { put });
    const stored = await roles.ofAccount(ACCOUNT_ID);
    expect(stored.map(({ hash }) => hash)).toEqual(put.map(roles.hash));
    return [changed, ...(await rowsIn(test.table, ROLES)).map(({ owner }) => owner)];
  };
  expect(await after([])).toEqual([2, null, null]);
  expect(await after(["owner", "team"])).toEqual([2, "ann", null]);
  expect(await after(["team"])).toEqual([2, "payments", null]);
  expect(await after(["team"])).toEqual([0, "payments", null]);
});

test("a thousand roles are written in batches of at most 200", async () => {
  const sizes: number[] = [];
  const test = createTestStore((table) => ({
    ...table,
    write: (name, writes) => {
      if (name === ROLES) sizes.push(writes.length);
      return table.write(name, writes);
    },
  }));
  const names = Array.from({ length: 1000 }, (_, at) => `role-${at}`);
  expect(await listed(test, names)).toMatchObject({ changed: 1000 });
  expect(sizes).toEqual([200, 200, 200, 200, 200]);
  expect(await test.store.roles.ofAccount(ACCOUNT_ID)).toHaveLength(1000);
});

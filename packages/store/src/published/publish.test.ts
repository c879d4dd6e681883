import { gunzipSync } from "node:zlib";
import { expect, test } from "bun:test";
import type { Account } from "@gatehouse/core/account";
import { grantsFromTags } from "@gatehouse/core/access/grants-from-tags";
import type { Grant } from "@gatehouse/core/access/grant";
import { Failure } from "@gatehouse/core/failure";
import type { IamRole } from "@gatehouse/core/role/role";
import { ACCOUNT_ID, testRole } from "../../test/test-roles.ts";
import { createTestStore, NOW, type TestStore } from "../../test/test-store.ts";
import type { Cache } from "../cache.ts";
import { createStore } from "../store.ts";
import type { Table } from "../table.ts";
import { ROLES } from "../tables.ts";
import { packRoles } from "./account-pack.ts";
import { ALL_POLICIES, COPIES, LAST_UPDATED } from "./copies.ts";
import { createKeptPacks } from "./kept-packs.ts";
import { readSnapshot } from "./snapshot.ts";

const OTHER = "444455556666";
const account = (id: string, name: string, more: Partial<Account> = {}): Account => ({
  id,
  name,
  partition: "aws",
  hub: "main",
  state: "ACTIVE",
  units: [],
  ...more,
});
const complete = { finishedAt: "2026-11-24T06:00:00.000Z" };
const orders = testRole("orders", {
  tags: { "consoleme-authorized": "orders:platform", "consoleme-owner-dl": "orders" },
});
const billing = testRole("Billing", { accountId: OTHER });
const grantsOf = (role: Pick<IamRole, "arn" | "tags">) =>
  grantsFromTags(role, { console_and_cli: ["consoleme-authorized"], cli_only: ["consoleme-owner-dl"] });
const mapped: Grant = {
  identity: "ann@larkspur.example",
  roleArn: billing.arn,
  use: "cli-only",
  rule: { kind: "settings", key: "group_mapping" },
};
const grants = { grantsOf, grants: [mapped] };

async function filled(change?: (table: Table) => Table): Promise<TestStore> {
  const test = createTestStore(change);
  const { accounts, roles } = test.store;
  await accounts.apply("main", {
    put: [
      account(ACCOUNT_ID, "orders-prod", { environment: "prod", email: "o@x" }),
      account(OTHER, "billing", { state: "SUSPENDED" }),
    ],
    complete,
  });
  await roles.apply(ACCOUNT_ID, { put: [orders], complete });
  await roles.apply(OTHER, { put: [billing], complete });
  return test;
}

async function dataOf({ blobs }: TestStore, key: string): Promise<unknown> {
  const bytes = await blobs.get(key);
  return bytes === undefined ? undefined : (await readSnapshot(bytes)).data;
}

async function textOf(cache: Cache, key: string): Promise<string> {
  const text = await cache.read(key);
  return typeof text === "string" ? text : "";
}

const parsed = async ({ cache }: TestStore, key: string): Promise<unknown> => JSON.parse(await textOf(cache, key));

test("the copies in Redis have the incumbent's keys, types and shapes, and the snapshots say the same", async () => {
  const test = await filled();
  await test.store.published.publish(grants);

  expect(await parsed(test, "ALL_AWS_ACCOUNTS")).toEqual({
    accounts: [
      {
        id: ACCOUNT_ID,
        name: "orders-prod",
        status: "active",
        type: "aws",
        sync_enabled: true,
        sensitive: false,
        environment: "prod",
        aliases: null,
        email: "o@x",
      },
      expect.objectContaining({ id: OTHER, status: "suspended", sync_enabled: false, environment: null, email: null }),
    ],
  });
  const roles = await test.cache.read("IAM_ROLE_CACHE");
  if (!(roles instanceof Map)) throw new Error("IAM_ROLE_CACHE is a hash");
  expect([...roles.keys()]).toEqual([orders.arn, billing.arn]);
  const entry = JSON.parse(roles.get(orders.arn) ?? "");
  expect(Object.keys(entry)).toEqual(["arn", "name", "resourceId", "accountId", "ttl", "owner", "policy", "templated"]);
  expect(entry).toMatchObject({ arn: orders.arn, accountId: ACCOUNT_ID, ttl: NOW / 1000 + 30 * 86_400, owner: null });
  expect(JSON.parse(entry.policy).Tags).toContainEqual({ Key: "consoleme-owner-dl", Value: "orders" });

  expect(await parsed(test, "ALL_POLICIES")).toEqual([
    {
      account_id: ACCOUNT_ID,
      account_name: "orders-prod",
      arn: orders.arn,
      technology: "AWS::IAM::Role",
      templated: null,
      errors: 0,
      config_history_url: `/role/${ACCOUNT_ID}?redirect=https%3A%2F%2Fus-east-1.console.aws.amazon.com%2Fconfig%2Fhome%3F%23%2Fresources%2Ftimeline%3FresourceId%3DAROAORDERS%26resourceName%3Darn%3Aaws%3Aiam%3A%3A${ACCOUNT_ID}%3Arole%2Forders%26resourceType%3DAWS%3A%3AIAM%3A%3ARole`,
    },
    expect.objectContaining({ arn: billing.arn, account_name: "billing" }),
  ]);
  expect(await parsed(test, "CREDENTIAL_AUTHORIZATION_MAPPING_V1")).toEqual({
    "ann@larkspur.example": { authorized_roles: [], authorized_roles_cli_only: [billing.arn] },
    orders: { authorized_roles: [orders.arn], authorized_roles_cli_only: [orders.arn] },
    platform: { authorized_roles: [orders.arn], authorized_roles_cli_only: [] },
  });
  expect(await parsed(test, "REVERSE_AUTHORIZATION_MAPPING_V1")).toEqual({
    [orders.arn]: ["orders", "platform"],
    [billing.arn.toLowerCase()]: ["ann@larkspur.example"],
  });

  for (const { key, type, snapshot } of COPIES) {
    const copy = type === "text" ? await parsed(test, key) : Object.fromEntries(roles);
    expect(await dataOf(test, snapshot)).toEqual(copy);
  }
  expect(await dataOf(test, `account_resource_cache/cache_iam_roles_${ACCOUNT_ID}_v1.json.gz`)).toEqual([
    JSON.parse(entry.policy),
  ]);
  expect(await test.cache.read(LAST_UPDATED)).toEqual(new Map(COPIES.map(({ key }) => [key, String(NOW / 1000)])));
});

test("what is gone from the store is gone from every copy and snapshot", async () => {
  const test = await filled();
  await test.store.published.publish(grants);
  await test.store.roles.apply(OTHER, { remove: [billing.arn], complete });
  await test.store.published.publish({ grantsOf, grants: [] });
  expect([...((await test.cache.read("IAM_ROLE_CACHE")) as Map<string, string>).keys()]).toEqual([orders.arn]);
  expect(await parsed(test, "ALL_POLICIES")).toHaveLength(1);
  expect(await parsed(test, "REVERSE_AUTHORIZATION_MAPPING_V1")).toEqual({ [orders.arn]: ["orders", "platform"] });
  expect(await Array.fromAsync(test.blobs.list("account_resource_cache/cache_iam_roles_"))).toEqual([
    `account_resource_cache/cache_iam_roles_${ACCOUNT_ID}_v1.json.gz`,
  ]);
  await test.store.roles.apply(ACCOUNT_ID, { remove: [orders.arn], complete });
  await test.store.published.publish({ grantsOf, grants: [] });
  expect(await test.cache.read("IAM_ROLE_CACHE")).toBeUndefined();
  expect(await dataOf(test, "account_resource_cache/cache_all_roles_v1.json.gz")).toEqual({});
});

test("a role that the index of accounts does not hold yet is published all the same", async () => {
  const test = await filled((table) => ({
    ...table,
    async *query(name, query) {
      for await (const page of table.query(name, query)) yield page.filter(({ arn }) => arn !== billing.arn);
    },
  }));
  expect(await test.store.roles.ofAccount(OTHER)).toEqual([]);
  await test.store.published.publish(grants);
  expect([...((await test.cache.read("IAM_ROLE_CACHE")) as Map<string, string>).keys()]).toContain(billing.arn);
  expect(await dataOf(test, `account_resource_cache/cache_iam_roles_${OTHER}_v1.json.gz`)).toHaveLength(1);
});

test("a row that cannot be understood is in no copy and damages none", async () => {
  const test = await filled();
  const arn = testRole("odd").arn;
  await test.table.write(ROLES, [{ put: { arn, accountId: ACCOUNT_ID, name: "odd", policy: "{no json" } }]);
  await test.store.published.publish(grants);
  expect([...((await test.cache.read("IAM_ROLE_CACHE")) as Map<string, string>).keys()]).toEqual([
    orders.arn,
    billing.arn,
  ]);
  for (const { snapshot } of COPIES) expect(await dataOf(test, snapshot)).toBeDefined();
  expect(await dataOf(test, `account_resource_cache/cache_iam_roles_${ACCOUNT_ID}_v1.json.gz`)).toHaveLength(1);
});

test("the same estate gives the same bytes but for when they were written, whatever happened before", async () => {
  const [one, two] = [await filled(), await filled()];
  await two.store.roles.apply(OTHER, { put: [testRole("gone", { accountId: OTHER })], complete });
  await two.store.published.publish(grants);
  await two.store.roles.apply(OTHER, { remove: [testRole("gone", { accountId: OTHER }).arn], complete });
  two.clock.now += 60_000;
  await Promise.all([one, two].map(({ store }) => store.published.publish(grants)));
  const texts = async ({ blobs }: TestStore) => {
    const keys = (await Array.fromAsync(blobs.list(""))).filter((key) => !key.startsWith("gatehouse/"));
    const text = async (key: string) =>
      gunzipSync((await blobs.get(key)) ?? "")
        .toString()
        .replace(/"last_updated": \d+/, "");
    return Promise.all(keys.map(async (key) => [key, await text(key)]));
  };
  expect(await texts(two)).toEqual(await texts(one));
});

test("what was packed when an account was written is published as it is, and packed anew where the account changed since", async () => {
  const [read, packed] = [await filled(), await filled()];
  using packs = createKeptPacks();
  const repack = async (names: readonly string[]) => {
    const { roles } = packed.store;
    const stored = await roles.ofAccount(ACCOUNT_ID);
    const put = names.map((name) => testRole(name, { tags: { "consoleme-authorized": name } }));
    const { generation, whole } = await roles.apply(ACCOUNT_ID, { put: [orders, ...put], stored, complete });
    const of = { accountName: "orders-prod", generation };
    packs.keep(ACCOUNT_ID, { ...of, pages: [packRoles(whole?.() ?? [], of, grantsOf)] });
    expect(packs.packOf(ACCOUNT_ID, of)?.pages[0]?.entries).not.toEqual([]);
  };
  await packed.store.roles.apply(ACCOUNT_ID, { remove: [orders.arn], complete });
  await repack(["one"]);
  const arn = testRole("one").arn;
  await read.store.roles.apply(ACCOUNT_ID, { put: [testRole("one", { tags: { "consoleme-authorized": "one" } })] });
  for (const change of [undefined, testRole("one", { tags: { "consoleme-authorized": "two" } })]) {
    for (const { store } of [read, packed])
      if (change) await store.roles.apply(ACCOUNT_ID, { put: [change], complete });
    await read.store.published.publish(grants);
    await packed.store.published.publish({ ...grants, packs });
    for (const { snapshot } of COPIES) expect(await dataOf(packed, snapshot)).toEqual(await dataOf(read, snapshot));
    expect(await parsed(packed, "REVERSE_AUTHORIZATION_MAPPING_V1")).toMatchObject({ [arn]: [change ? "two" : "one"] });
  }
});

test("an account whose roles did not change keeps its own snapshot as it was", async () => {
  const test = await filled();
  await test.store.published.publish(grants);
  const of = (accountId: string) => test.blobs.get(`account_resource_cache/cache_iam_roles_${accountId}_v1.json.gz`);
  const before = await of(ACCOUNT_ID);
  test.clock.now += 60_000;
  await test.store.roles.apply(OTHER, { put: [testRole("new", { accountId: OTHER })], complete });
  await test.store.published.publish(grants);
  expect(await of(ACCOUNT_ID)).toBe(before);
  expect(await dataOf(test, `account_resource_cache/cache_iam_roles_${OTHER}_v1.json.gz`)).toHaveLength(2);
});

test("a cold Redis is filled from the snapshots but for damaged ones, and what it holds is left alone", async () => {
  const test = await filled();
  await test.store.published.publish(grants);
  const held = await Promise.all(COPIES.map(({ key }) => test.cache.read(key)));
  const cold = createTestStore();
  const store = createStore({ ...cold, blobs: test.blobs, now: () => NOW });
  expect(await store.published.restore()).toEqual(COPIES.map(({ key }) => key));
  expect(await Promise.all(COPIES.map(({ key }) => cold.cache.read(key)))).toEqual(held);
  expect(await cold.cache.read(LAST_UPDATED)).toEqual(await test.cache.read(LAST_UPDATED));
  await test.blobs.put(ALL_POLICIES.snapshot, new Uint8Array([1, 2, 3]));
  const colder = createTestStore();
  const rest = await createStore({ ...colder, blobs: test.blobs, now: () => NOW }).published.restore();
  expect(rest).not.toContain("ALL_POLICIES");
  expect(rest).toHaveLength(COPIES.length - 1);
  await cold.cache.replace("ALL_POLICIES", "newer");
  expect(await store.published.restore()).toEqual([]);
  expect(await cold.cache.read("ALL_POLICIES")).toBe("newer");
});

test("a Redis that is away, or goes away midway, keeps no snapshot from being written, and is told", async () => {
  const test = await filled();
  let answers = 0;
  const cache = {
    ...test.cache,
    replace: async (_: string, copy: unknown) => {
      if (typeof copy !== "string") for await (const _ of copy as AsyncIterable<unknown>) answers += 1;
      throw new Failure("unavailable", "Redis is away");
    },
  };
  const store = createStore({ ...test, cache, now: () => NOW });
  await expect(store.published.publish(grants)).rejects.toMatchObject({ code: "unavailable" });
  expect(answers).toBe(1);
  for (const { snapshot } of COPIES) expect(await dataOf(test, snapshot)).toBeDefined();
  expect(Object.keys((await dataOf(test, "account_resource_cache/cache_all_roles_v1.json.gz")) as object)).toHaveLength(
    2,
  );
});

test("where nobody else reads the cache, snapshots alone are written", async () => {
  const test = await filled();
  const store = createStore({ ...test, copies: false, now: () => NOW });
  await store.published.publish(grants);
  expect(await test.cache.read("ALL_POLICIES")).toBeUndefined();
  expect(await dataOf(test, "policies_table/cache_policies_table_details_v1.json.gz")).toHaveLength(2);
  expect(await store.published.restore()).toEqual([]);
});

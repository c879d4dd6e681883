import { expect, test } from "bun:test";
import { createTestStore, NOW, rowsIn } from "../test/test-store.ts";
import { TOKENS } from "./tables.ts";
import type { ApiToken } from "./tokens.ts";

const TOKEN: ApiToken = {
  id: "0123456789abcdef",
  owner: "priya@larkspur.example",
  name: "nightly",
  hash: "a".repeat(64),
  scopes: ["list-eligible-roles"],
  createdAt: new Date(NOW).toISOString(),
  expiresAt: new Date(NOW + 86_400_000).toISOString(),
};

test("a name is claimed once, whoever asks at the same time", async () => {
  const { store } = createTestStore();
  const claimed = await Promise.all([1, 2, 3].map(() => store.once.claim("a state", 60_000)));
  expect(claimed.filter(Boolean)).toHaveLength(1);
  expect(await store.once.claim("a state", 60_000)).toBe(false);
  expect(await store.once.claim("another", 60_000)).toBe(true);
});

test("a claim that is over is claimed anew, by one alone, also while its row still stands", async () => {
  const { store, clock } = createTestStore();
  expect(await store.once.isClaimed("an hour's")).toBe(false);
  expect(await store.once.claim("an hour's", 60_000)).toBe(true);
  clock.now += 59_000;
  expect([await store.once.isClaimed("an hour's"), await store.once.claim("an hour's", 60_000)]).toEqual([true, false]);
  clock.now += 2_000;
  expect(await store.once.isClaimed("an hour's")).toBe(false);
  const claimed = await Promise.all([1, 2, 3].map(() => store.once.claim("an hour's", 60_000)));
  expect(claimed.filter(Boolean)).toHaveLength(1);
  expect(await store.once.isClaimed("an hour's")).toBe(true);
});

test("a person is known as their last sign-on named them", async () => {
  const { store } = createTestStore();
  const known = {
    name: TOKEN.owner,
    displayName: "Priya",
    groups: ["a"],
    method: "oidc",
    signedOnAt: TOKEN.createdAt,
    arrival: { sources: [{ source: "id token", claims: [{ name: "email", value: '"p"' }] }] },
  };
  await store.people.put(known);
  await store.people.put({ ...known, groups: ["b"], arrival: { sources: [], groupsFrom: "userinfo" } });
  expect(await store.people.get(TOKEN.owner)).toEqual({
    ...known,
    groups: ["b"],
    arrival: { sources: [], groupsFrom: "userinfo" },
  });
  expect(await store.people.get("nobody")).toBeUndefined();
});

test("an end of access stays noted through later sign-ons, and is noted of one who never signed on", async () => {
  const { people } = createTestStore().store;
  const endedAt = new Date(NOW).toISOString();
  await people.end("priya@larkspur.example", endedAt);
  expect(await people.get("priya@larkspur.example")).toMatchObject({ endedAt, groups: [] });
  const said = { displayName: "Priya", groups: ["a"], method: "oidc", signedOnAt: endedAt, arrival: { sources: [] } };
  await people.put({ name: "priya@larkspur.example", ...said });
  expect(await people.get("priya@larkspur.example")).toEqual({ name: "priya@larkspur.example", ...said, endedAt });
});

test("a person's tokens are listed newest first, and nobody else's", async () => {
  const { store } = createTestStore();
  await store.tokens.put(TOKEN);
  await store.tokens.put({ ...TOKEN, id: "1".repeat(16), createdAt: new Date(NOW + 1000).toISOString() });
  await store.tokens.put({ ...TOKEN, id: "2".repeat(16), owner: "else@larkspur.example" });
  expect((await store.tokens.ofOwner(TOKEN.owner)).map(({ id }) => id)).toEqual(["1".repeat(16), TOKEN.id]);
});

test("a token's use and its revocation at the same moment are both kept", async () => {
  const { store, table } = createTestStore();
  await store.tokens.put(TOKEN);
  await Promise.all([
    store.tokens.change(TOKEN.id, (token) => ({ ...token, usedAt: "2026-11-24T06:01:00Z" })),
    store.tokens.change(TOKEN.id, (token) => ({ ...token, revokedAt: "2026-11-24T06:01:00Z" })),
  ]);
  expect(await store.tokens.read(TOKEN.id)).toMatchObject({
    usedAt: expect.any(String),
    revokedAt: expect.any(String),
  });
  expect(await store.tokens.change("3".repeat(16), (token) => token)).toBeUndefined();
  expect(await rowsIn(table, TOKENS)).toHaveLength(1);
});

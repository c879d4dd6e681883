import { expect, test } from "bun:test";
import { createTestStore, NOW, rowsIn } from "../test/test-store.ts";
import type { StoredLogin } from "./cli-logins.ts";
import { CHALLENGES } from "./tables.ts";

const iso = (milliseconds: number): string => new Date(NOW + milliseconds).toISOString();
const login = (letter: string, more: Partial<StoredLogin> = {}): StoredLogin => ({
  id: letter.repeat(64),
  person: { kind: "person", name: "noor.haddad@larkspur.example", groups: ["security-audit"] },
  method: "demo",
  address: "203.0.113.9",
  createdAt: iso(0),
  usedAt: iso(0),
  usedFrom: "203.0.113.9",
  expiresAt: iso(3_600_000),
  endsAt: iso(7_200_000),
  ...more,
});
const A = "a".repeat(64);

test("a login is read until it expires, and a longer life never passes its end", async () => {
  const { store, clock } = createTestStore();
  await store.cliLogins.put(login("a"));
  expect(await store.cliLogins.read(A)).toEqual(login("a"));
  expect(await store.cliLogins.read("b".repeat(64))).toBeUndefined();
  clock.now = NOW + 3_600_000;
  expect(await store.cliLogins.read(A)).toBeUndefined();
  await store.cliLogins.note(A, (before) => ({ ...before, expiresAt: iso(99_000_000) }));
  expect(await store.cliLogins.read(A)).toMatchObject({ expiresAt: iso(99_000_000) });
  clock.now = NOW + 7_200_000;
  expect(await store.cliLogins.read(A)).toBeUndefined();
});

test("a person's live logins are listed, the latest first, and an ended one stays ended though a use is noted", async () => {
  const { store } = createTestStore();
  await store.cliLogins.put(login("a"));
  await store.cliLogins.put(login("b", { createdAt: iso(1000) }));
  await store.cliLogins.put(login("c", { expiresAt: iso(-1) }));
  await store.cliLogins.put(login("d", { person: { kind: "person", name: "other@larkspur.example", groups: [] } }));
  const listed = async () => (await store.cliLogins.ofPerson("noor.haddad@larkspur.example")).map(({ id }) => id[0]);
  expect(await listed()).toEqual(["b", "a"]);
  await Promise.all(
    Array.from({ length: 30 }, (_, at) => store.cliLogins.note(A, (before) => ({ ...before, usedAt: iso(at) }))),
  );
  await store.cliLogins.end(A);
  await store.cliLogins.note(A, (before) => ({ ...before, usedAt: iso(5) }));
  expect(await listed()).toEqual(["b"]);
});

test("a login's secret itself is refused as its id: only its hash is stored", async () => {
  const { store } = createTestStore();
  await expect(store.cliLogins.put(login("a", { id: "the secret in the token" }))).rejects.toThrow("SHA-256");
});

test("of many who take an approved challenge at once exactly one gets it", async () => {
  const { cliChallenges } = createTestStore().store;
  const { person, method, createdAt } = login("a");
  const approved = { state: "approved" as const, person, method, session: "s1", signedOnAt: createdAt };
  await cliChallenges.change("c1", () => approved);
  const takes = Array.from({ length: 8 }, () =>
    cliChallenges.change("c1", (state) => {
      if (state?.state !== "approved") throw new Error("taken");
      return { state: "taken" };
    }),
  );
  const outcomes = await Promise.allSettled(takes);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await cliChallenges.read("c1")).toEqual({ state: "taken" });
});

test("announced challenges take no more rows than there are slots", async () => {
  const { store, table } = createTestStore();
  for (let at = 0; at < 50; at += 1)
    await store.cliChallenges.announce(`slot-${at % 4}`, { id: `c${at}`, person: "a@x", address: "203.0.113.9", at });
  expect(await rowsIn(table, CHALLENGES)).toHaveLength(4);
  const ids = (await store.cliChallenges.announcedTo("a@x")).map(({ id }) => id);
  expect(ids.toSorted()).toEqual(["c46", "c47", "c48", "c49"]);
});

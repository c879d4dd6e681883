import { expect, test } from "bun:test";
import { createTestStore, NOW, rowsIn } from "../test/test-store.ts";
import type { Session } from "./sessions.ts";
import { SESSIONS } from "./tables.ts";

const key = "a".repeat(64);
const session: Session = {
  key,
  person: { kind: "person", name: "noor.haddad@larkspur.example", groups: ["security-audit"] },
  displayName: "Noor Haddad",
  method: "demo",
  createdAt: new Date(NOW).toISOString(),
  seenAt: new Date(NOW).toISOString(),
  expiresAt: new Date(NOW + 12 * 3_600_000).toISOString(),
};

test("a session is read until its end, whatever is still stored", async () => {
  const { store, clock, table } = createTestStore();
  await store.sessions.put(session);
  expect(await store.sessions.read(key)).toEqual(session);
  expect(await store.sessions.read("b".repeat(64))).toBeUndefined();
  clock.now = NOW + 12 * 3_600_000 - 1;
  expect(await store.sessions.read(key)).toEqual(session);
  clock.now += 1;
  expect(await store.sessions.read(key)).toBeUndefined();
  expect(await rowsIn(table, SESSIONS)).toHaveLength(1);
});

test("a session that was ended stays ended, also where another process notes its use at that moment", async () => {
  const { store, table } = createTestStore();
  await store.sessions.put(session);
  const seenAt = new Date(NOW + 60_000).toISOString();
  await store.sessions.touch(key, seenAt);
  expect(await store.sessions.read(key)).toEqual({ ...session, seenAt });
  const row = await table.get(SESSIONS, { id: key });
  await store.sessions.end(key);
  await store.sessions.touch(key, seenAt);
  expect(await table.write(SESSIONS, [{ put: { ...row }, if: { gatehouse_version: 2 } }])).toEqual(["conflict"]);
  expect(await store.sessions.read(key)).toBeUndefined();
});

test("a session id itself is refused as a key: only its hash is stored", async () => {
  const { store } = createTestStore();
  await expect(store.sessions.put({ ...session, key: "the id in the cookie" })).rejects.toThrow("SHA-256");
});

test("all sessions of a person are found, and nobody else's", async () => {
  const { store } = createTestStore();
  await store.sessions.put(session);
  await store.sessions.put({ ...session, key: "b".repeat(64) });
  await store.sessions.put({
    ...session,
    key: "c".repeat(64),
    person: { ...session.person, name: "else@larkspur.example" },
  });
  await store.sessions.put({ ...session, key: "d".repeat(64) });
  await store.sessions.end("d".repeat(64));
  expect((await store.sessions.keysOf(session.person.name)).toSorted()).toEqual([key, "b".repeat(64)]);
});

import { expect, test } from "bun:test";
import type { AuditEvent } from "@gatehouse/core/audit-event";
import { createTestStore, NOW, type TestStore } from "../test/test-store.ts";
import type { AuditFilter } from "./search-audit.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type Differs = { ago: number; person?: string; command?: string; outcome?: AuditEvent["outcome"] };

async function record({ store }: TestStore, all: readonly Differs[]): Promise<void> {
  for (const [at, { ago, person = "ann@x", command = "sign-in", outcome = "done" }] of all.entries()) {
    const actor = { kind: "person" as const, name: person, groups: [] };
    await store.audit.record({ id: `e${at}`, at: new Date(NOW - ago).toISOString(), actor, command, outcome });
  }
}

/** Turns page after page, and answers the ids in order and how many pages there were. */
async function turn({ store }: TestStore, filter: AuditFilter, most = 50): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = [];
  let before: string | undefined;
  for (let pages = 1; ; pages += 1) {
    const { events, next } = await store.audit.search(filter, { before, most });
    ids.push(...events.map(({ id }) => id));
    if (next === undefined) return { ids, pages };
    before = next;
  }
}

test("pages go back in time over days without a gap and without telling an event twice", async () => {
  const t = createTestStore();
  await record(
    t,
    Array.from({ length: 30 }, (_, at) => ({ ago: at * 5 * 60 * MINUTE })),
  );
  const { ids } = await turn(t, {}, 7);
  expect(ids).toEqual(Array.from({ length: 30 }, (_, at) => `e${at}`));
});

test("events of one moment that fall on two pages are all told", async () => {
  const t = createTestStore();
  await record(
    t,
    Array.from({ length: 9 }, () => ({ ago: MINUTE })),
  );
  const { ids } = await turn(t, {}, 4);
  expect(ids.toSorted((a, b) => a.localeCompare(b))).toEqual(Array.from({ length: 9 }, (_, at) => `e${at}`));
});

test("each filter narrows, alone and with others", async () => {
  const t = createTestStore();
  await record(t, [
    { ago: 0, person: "ann@x" },
    { ago: MINUTE, person: "bo@x" },
    { ago: 2 * MINUTE, person: "bo@x", command: "run-job" },
    { ago: 3 * MINUTE, person: "ann@x", command: "run-job", outcome: "refused" },
    { ago: 40 * DAY, person: "bo@x", command: "run-job", outcome: "refused" },
  ]);
  const found = async (filter: AuditFilter) => (await turn(t, filter)).ids;
  expect(await found({ person: "bo@x" })).toEqual(["e1", "e2", "e4"]);
  expect(await found({ command: "run-job" })).toEqual(["e2", "e3", "e4"]);
  expect(await found({ outcome: "refused" })).toEqual(["e3", "e4"]);
  expect(await found({ person: "bo@x", command: "run-job", outcome: "refused" })).toEqual(["e4"]);
  const [since, until] = [3 * MINUTE, MINUTE].map((ago) => new Date(NOW - ago).toISOString());
  expect(await found({ since, until })).toEqual(["e2", "e3"]);
  expect(await found({ person: "bo@x", since })).toEqual(["e1", "e2"]);
});

test("where little fits, a page ends after so many reads and says how far it looked", async () => {
  const t = createTestStore();
  await record(t, [{ ago: 100 * DAY }]);
  const first = await t.store.audit.search({}, { most: 50 });
  expect([first.events.length, first.reached]).toEqual([0, "2026-11-13T00:00:00.000Z"]);
  expect((await turn(t, {})).ids).toEqual(["e0"]);
});

test("what is older than 400 days is told only to who asks for it", async () => {
  const t = createTestStore();
  await record(t, [{ ago: 500 * DAY }]);
  expect((await turn(t, { person: "ann@x" })).ids).toEqual([]);
  expect((await turn(t, { person: "ann@x", since: "2024-01-01T00:00:00.000Z" })).ids).toEqual(["e0"]);
});

test("no search scans the table, and a page of many thousand events reads a few hundred rows", async () => {
  let rows = 0;
  const t = createTestStore((table) => ({
    ...table,
    scan: () => {
      throw new Error("a scan");
    },
    async *query(name, query) {
      for await (const page of table.query(name, query)) {
        rows += page.length;
        yield page;
      }
    },
  }));
  await record(
    t,
    Array.from({ length: 3_000 }, (_, at) => ({ ago: at * 1_000, person: at % 2 ? "ann@x" : "bo@x" })),
  );
  for (const filter of [{}, { person: "ann@x" }, { command: "sign-in" }])
    await t.store.audit.search(filter, { most: 50 });
  expect(rows).toBe(600);
});

test("a search that is to begin in a far future begins today", async () => {
  let queries = 0;
  const t = createTestStore((table) => ({
    ...table,
    query(name, query) {
      queries += 1;
      return table.query(name, query);
    },
  }));
  await record(t, [{ ago: DAY }]);
  const since = new Date(NOW - 3 * DAY).toISOString();
  expect((await turn(t, { since, until: "9999-12-31T00:00:00.000Z" })).ids).toEqual(["e0"]);
  const page = await t.store.audit.search({ since }, { before: "9999-12-31", most: 50 });
  expect(page.events.map(({ id }) => id)).toEqual(["e0"]);
  expect(queries).toBeLessThan(12);
});

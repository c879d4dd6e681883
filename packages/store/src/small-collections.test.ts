import { deflateSync } from "node:zlib";
import { expect, test } from "bun:test";
import type { AuditEvent } from "@gatehouse/core/audit-event";
import { createTestStore } from "../test/test-store.ts";
import { CONFIG } from "./tables.ts";

test("two pages that change a person's preferences at once lose neither change", async () => {
  const { preferences } = createTestStore().store;
  expect(await preferences.get("a@x")).toEqual({ favourites: [], recents: [] });
  await Promise.all(
    ["r1", "r2", "r3"].map((arn) =>
      preferences.change("a@x", (now) => ({ ...now, favourites: [...now.favourites, arn] })),
    ),
  );
  expect((await preferences.get("a@x")).favourites.sort()).toEqual(["r1", "r2", "r3"]);
  await preferences.change("a@x", (now) => ({ ...now, region: "eu-west-1" }));
  await preferences.change("a@x", ({ favourites, recents }) => ({ favourites, recents }));
  expect((await preferences.get("a@x")).region).toBeUndefined();
});

test("an audit event is read back by its day in the order of time, and cannot be recorded over", async () => {
  const { audit } = createTestStore().store;
  const event = (id: string, at: string): AuditEvent => ({
    id,
    at,
    actor: { kind: "person", name: "a@x", groups: [] },
    command: "sign-in-to-console",
    outcome: "attempted",
  });
  const [first, second, next] = [
    event("e1", "2026-11-24T06:00:00.000Z"),
    event("e2", "2026-11-24T07:00:00.000Z"),
    event("e3", "2026-11-25T00:00:00.000Z"),
  ];
  for (const one of [next, second, first]) await audit.record(one);
  expect((await Array.fromAsync(audit.ofDay("2026-11-24"))).flat()).toEqual([first, second]);
  await expect(audit.record({ ...first, outcome: "done" })).rejects.toMatchObject({ code: "conflict" });
  expect((await Array.fromAsync(audit.ofDay("2026-11-24"))).flat()[0]).toEqual(first);
});

test("the incumbent's configuration is read as its YAML text, comments included", async () => {
  const { store, table } = createTestStore();
  expect(await store.settings.read()).toBeUndefined();
  const text = "# who may do what\ngroup_mapping:\n  all@x:\n    roles: [é]\n";
  await table.write(CONFIG, [
    { put: { id: "master", config: new Uint8Array(deflateSync(text)), updated_by: "a@x", updated_at: "1" } },
  ]);
  expect(await store.settings.read()).toBe(text);
});

test("a configuration row that holds no compressed text, or one that unpacks without end, is an error that says so", async () => {
  const { store, table } = createTestStore();
  const bomb = new Uint8Array(deflateSync(Buffer.alloc(17 * 1024 * 1024)));
  for (const config of ["plain text", new Uint8Array([1, 2, 3]), bomb]) {
    await table.write(CONFIG, [{ put: { id: "master", config } }]);
    await expect(store.settings.read()).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("master"),
    });
  }
});

test("a note is written over, and changed by what it said", async () => {
  const { notes } = createTestStore().store;
  expect(await notes.get("published")).toBeUndefined();
  await notes.put("published", "1");
  await notes.put("published", "2");
  expect(await notes.change("published", (text) => `${text}+`)).toBe("2+");
  await notes.change("published", () => undefined);
  expect(await notes.get("published")).toBe("2+");
});

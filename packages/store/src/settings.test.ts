import { expect, test } from "bun:test";
import { deflateSync, inflateSync } from "node:zlib";
import { createTestStore, NOW, rowsIn, type TestStore } from "../test/test-store.ts";
import { NEVER_SAVED } from "./settings.ts";
import type { Row } from "./table.ts";
import { CONFIG } from "./tables.ts";

const STAMP = String(NOW / 1000);
const textOf = (row: Row | undefined): string => inflateSync(row?.["config"] as Uint8Array).toString();
const master = ({ table }: TestStore) => table.get(CONFIG, { id: "master" });

/** Saves as the incumbent does: a put without conditions, the version before copied under its own stamp. */
async function saveAsIncumbent({ table, clock }: TestStore, text: string): Promise<void> {
  const now = String(Math.floor(clock.now / 1000));
  const old = await table.get(CONFIG, { id: "master" });
  const { updated_by = "", config = "", updated_at } = old ?? {};
  if (typeof updated_at === "string")
    await table.write(CONFIG, [{ put: { id: updated_at, updated_by, config, updated_at: now } }]);
  const put = { id: "master", config: new Uint8Array(deflateSync(text)), updated_by: "inc@x", updated_at: now };
  await table.write(CONFIG, [{ put }]);
}

async function saveAs(t: TestStore, by: string, text: string): Promise<"saved" | "conflict"> {
  const { settings } = t.store;
  return settings.save({ text, by }, (await settings.current())?.mark ?? NEVER_SAVED);
}

test("a version is written as the incumbent reads it, and the one before becomes a row of history", async () => {
  const t = createTestStore();
  await saveAsIncumbent(t, "# first\na: 1\n");
  t.clock.now += 60_000;
  expect(await saveAs(t, "ann@x", "# second\na: 2\n")).toBe("saved");
  expect(await master(t)).toMatchObject({ updated_by: "ann@x", updated_at: String(NOW / 1000 + 60) });
  expect(textOf(await master(t))).toBe("# second\na: 2\n");
  const history = await t.table.get(CONFIG, { id: STAMP });
  expect(history).toMatchObject({ updated_by: "inc@x", updated_at: String(NOW / 1000 + 60) });
  expect(textOf(history)).toBe("# first\na: 1\n");
});

test("a text is saved and read as it was written, with its author, time and reason", async () => {
  const t = createTestStore();
  const text = "# é, kept\r\ngroups: {}   # and spaces  \n";
  await t.store.settings.save({ text, by: "ann@x", note: "first" }, NEVER_SAVED);
  expect(await t.store.settings.current()).toMatchObject({
    text,
    savedBy: "ann@x",
    savedAt: new Date(NOW).toISOString(),
    note: "first",
  });
  expect(await t.store.settings.read()).toBe(text);
});

test("who read an older version saves nothing, whoever saved since: we, the incumbent, or somebody on an empty table", async () => {
  const t = createTestStore();
  const { settings } = t.store;
  expect(await settings.save({ text: "a: 1", by: "a@x" }, NEVER_SAVED)).toBe("saved");
  expect(await settings.save({ text: "a: 2", by: "b@x" }, NEVER_SAVED)).toBe("conflict");
  const read = (await settings.current())?.mark ?? "";
  await saveAs(t, "c@x", "a: 3");
  expect(await settings.save({ text: "a: 4", by: "b@x" }, read)).toBe("conflict");
  const readAgain = (await settings.current())?.mark ?? "";
  t.clock.now += 5_000;
  await saveAsIncumbent(t, "a: 5");
  expect(await settings.save({ text: "a: 6", by: "b@x" }, readAgain)).toBe("conflict");
  expect(await settings.read()).toBe("a: 5");
});

test("of two who save at once over the same version one is saved and one is told", async () => {
  const t = createTestStore();
  await saveAs(t, "a@x", "a: 0");
  const results = await Promise.all(["1", "2", "3"].map((n) => saveAs(t, `${n}@x`, `a: ${n}`)));
  expect(results.toSorted()).toEqual(["conflict", "conflict", "saved"]);
});

test("a write that lands between our reading and our writing is not lost", async () => {
  let between: (() => Promise<void>) | undefined;
  const t = createTestStore((table) => ({
    ...table,
    async write(name, writes) {
      const [first] = writes;
      if (between !== undefined && first !== undefined && "put" in first && first.put["id"] === "master") {
        const run = between;
        between = undefined;
        await run();
      }
      return table.write(name, writes);
    },
  }));
  await saveAs(t, "a@x", "a: 1");
  t.clock.now += 5_000;
  between = () => saveAsIncumbent(t, "a: theirs");
  expect(await saveAs(t, "b@x", "a: mine")).toBe("conflict");
  expect(await t.store.settings.read()).toBe("a: theirs");
});

test("many versions of one second are all kept, the newest first, each with its text", async () => {
  const t = createTestStore();
  for (const n of [1, 2, 3, 4]) await saveAs(t, `${n}@x`, `a: ${n}`);
  const versions = await t.store.settings.versions();
  expect(versions.map(({ savedBy }) => savedBy)).toEqual(["3@x", "2@x", "1@x"]);
  const texts = await Promise.all(versions.map(async ({ id }) => (await t.store.settings.version(id))?.text));
  expect(texts).toEqual(["a: 3", "a: 2", "a: 1"]);
  expect(await rowsIn(t.table, CONFIG)).toHaveLength(4);
});

test("versions that the incumbent saved within one second of each other are kept beside each other", async () => {
  const t = createTestStore();
  await saveAsIncumbent(t, "a: 1");
  await saveAsIncumbent(t, "a: 2");
  await saveAs(t, "a@x", "a: 3");
  const versions = await t.store.settings.versions();
  const texts = await Promise.all(versions.map(async ({ id }) => (await t.store.settings.version(id))?.text));
  expect(new Set(texts)).toEqual(new Set(["a: 1", "a: 2"]));
});

test("a save that dies after it copied the version before leaves no second version, and can be done again", async () => {
  let dies = false;
  const t = createTestStore((table) => ({
    ...table,
    async write(name, writes) {
      const [first] = writes;
      if (dies && first !== undefined && "put" in first && first.put["id"] === "master") throw new Error("killed");
      return table.write(name, writes);
    },
  }));
  await saveAs(t, "a@x", "a: 1");
  dies = true;
  await expect(saveAs(t, "b@x", "a: 2")).rejects.toThrow("killed");
  expect(await t.store.settings.versions()).toEqual([]);
  dies = false;
  await saveAs(t, "b@x", "a: 2");
  expect((await t.store.settings.versions()).map(({ savedBy }) => savedBy)).toEqual(["a@x"]);
});

test("there is no version of a name that nobody saved", async () => {
  expect(await createTestStore().store.settings.version("17")).toBeUndefined();
});

test("a row that holds no text we can read counts as empty, is saved over, and is kept", async () => {
  const t = createTestStore();
  await t.table.write(CONFIG, [{ put: { id: "master", config: "not compressed", updated_by: "x", updated_at: "17" } }]);
  const { settings } = t.store;
  expect(await settings.current()).toMatchObject({ text: "", savedBy: "x" });
  await expect(settings.read()).rejects.toMatchObject({ code: "invalid" });
  expect(await saveAs(t, "a@x", "a: 1")).toBe("saved");
  expect(await settings.read()).toBe("a: 1");
  expect(await t.table.get(CONFIG, { id: "17" })).toMatchObject({ config: "not compressed" });
});

import { afterEach, beforeEach, expect, test } from "bun:test";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import type { Table } from "@gatehouse/store/table";
import { AUDIT, CONFIG } from "@gatehouse/store/tables";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

const EDITORS = "groups: { can_edit_config: [cloud-platform] }\n";

let t: TestApp;
let table: Table;

beforeEach(async () => {
  table = createSqliteTable({ path: ":memory:", now: () => t?.now() ?? Date.parse("2026-11-24T14:00:00Z") });
  t = await createTestApp({ adapters: { table } });
});
afterEach(() => t.close());

async function editor(name = "hye-jin.seo") {
  const browser = t.browser();
  await browser.signIn(name);
  return browser.api.settings;
}

async function audited(): Promise<string[]> {
  const rows = (await Array.fromAsync(t.app.store.audit.ofDay("2026-11-24"))).flat();
  return rows
    .filter(({ command }) => command.includes("settings"))
    .map(({ outcome, actor }) => `${actor.name} ${outcome}`);
}

test("an editor sees the effect, saves, and everybody has what the settings grant", async () => {
  await t.sync();
  const { arn } = t.world.role("payments-prod", "PaymentsOnCall");
  const settings = await editor();
  const { mark, text: before, saved, mayEdit } = await settings.current.query();
  expect([before, saved, mayEdit.allowed]).toEqual(["# Nobody has saved settings yet.\n", undefined, true]);
  const text = `# on call\ngroup_mapping:\n  contractors-2026:\n    roles: [${arn}]\n`;
  const { findings, effect, stale } = await settings.preview.mutate({ text });
  expect([findings, stale, effect?.lossCount, effect?.locksOut]).toEqual([[], undefined, 0, false]);
  expect(effect?.gains).toMatchObject([
    { identity: "contractors-2026", role: { arn, name: "PaymentsOnCall" }, from: "none", to: "console-and-cli" },
  ]);
  const after = await settings.save.mutate({ text, mark, note: "on call" });
  expect(after).toMatchObject({ text, saved: { savedBy: "hye-jin.seo@larkspur.example", note: "on call" } });
  const tomas = t.browser();
  await tomas.signIn("tomas.arriaga");
  expect((await tomas.api.access.eligibleRoles.query({})).roles.map((role) => role.arn)).toEqual([arn]);
  expect(await audited()).toEqual(["hye-jin.seo@larkspur.example attempted", "hye-jin.seo@larkspur.example done"]);
});

test("the second of two editors is told who was first, saves nothing, and may then save over what they saw", async () => {
  const [first, second] = [await editor(), await editor()];
  const { mark } = await first.current.query();
  await first.save.mutate({ text: "a: 1\n", mark });
  const refused = await failureOf(second.save.mutate({ text: "a: 2\n", mark }));
  expect(refused).toMatchObject({ code: "conflict", status: 409 });
  expect(refused.message).toContain("hye-jin.seo@larkspur.example saved the settings at 2026-11-24 14:00:00 UTC");
  const theirs = await second.current.query();
  expect(theirs.text).toBe("a: 1\n");
  expect((await second.save.mutate({ text: "a: 2\n", mark: theirs.mark })).text).toBe("a: 2\n");
  const outcomes = (await audited()).map((line) => line.split(" ")[1]);
  expect(outcomes).toEqual(["attempted", "done", "attempted", "failed", "attempted", "done"]);
});

test("an earlier version comes back by saving its text, as a version of its own", async () => {
  const settings = await editor();
  for (const text of ["a: 1 # first\n", "a: 2\n"]) {
    await settings.save.mutate({ text, mark: (await settings.current.query()).mark });
    t.pass(60_000);
  }
  const [first, ...more] = await settings.versions.query();
  expect([first?.savedAt, more]).toEqual(["2026-11-24T14:00:00.000Z", []]);
  const old = await settings.version.query({ id: first?.id ?? "" });
  const { mark } = await settings.current.query();
  const back = await settings.save.mutate({ text: old.text, mark, restores: old.id });
  expect(back).toMatchObject({ text: "a: 1 # first\n", saved: { note: `Brings back version ${old.id}` } });
  expect(await settings.versions.query()).toHaveLength(2);
});

test("what is not valid is refused with its places and changes nothing", async () => {
  const settings = await editor();
  const { mark } = await settings.current.query();
  const text = "groups:\n  can_admin: [a]\n  can_admin: everybody\n";
  const { findings, effect } = await settings.preview.mutate({ text });
  expect([findings.length, effect]).toEqual([1, undefined]);
  const refused = await failureOf(settings.save.mutate({ text, mark }));
  expect(refused.code).toBe("invalid");
  expect(refused.message).toContain("line 3, column 3: groups.can_admin: this key stands here twice");
  expect(await t.app.store.settings.current()).toBeUndefined();
  expect(await audited()).toEqual([]);
});

test("an editor who would lock themselves out is asked first", async () => {
  const admin = await editor();
  await admin.save.mutate({
    text: EDITORS.replace("cloud-platform", "security-audit"),
    mark: (await admin.current.query()).mark,
  });
  const noor = await editor("noor.haddad");
  const { mark } = await noor.current.query();
  expect((await noor.preview.mutate({ text: EDITORS })).effect?.locksOut).toBe(true);
  const refused = await failureOf(noor.save.mutate({ text: EDITORS, mark }));
  expect(refused.message).toContain("you could not edit the settings any more");
  expect((await noor.save.mutate({ text: EDITORS, mark, lockOut: true })).mayEdit.allowed).toBe(false);
});

test("who is neither editor nor auditor sees nothing of the settings, and the refusal is on record", async () => {
  const priya = await editor("priya.raman");
  for (const call of [priya.current.query(), priya.versions.query(), priya.preview.mutate({ text: "" })]) {
    expect((await failureOf(call)).code).toBe("forbidden");
  }
  expect(await audited()).toEqual(Array.from({ length: 3 }, () => "priya.raman@larkspur.example refused"));
});

test("an auditor reads the settings and changes nothing", async () => {
  const admin = await editor();
  await admin.save.mutate({
    text: "groups: { can_audit: [security-audit] }\n",
    mark: (await admin.current.query()).mark,
  });
  const noor = await editor("noor.haddad");
  const { mayEdit, mark } = await noor.current.query();
  expect(mayEdit).toMatchObject({ allowed: false, because: expect.stringContaining("groups.can_edit_config") });
  expect((await failureOf(noor.save.mutate({ text: "a: 1", mark }))).code).toBe("forbidden");
});

test("an attempt that cannot be audited saves nothing", async () => {
  const failing: Table = {
    ...table,
    write: (name, writes) =>
      name === AUDIT && JSON.stringify(writes).includes("edit-settings")
        ? Promise.reject(new Error("the audit cannot be written"))
        : table.write(name, writes),
  };
  const other = await createTestApp({ adapters: { table: failing } });
  const browser = other.browser();
  await browser.signIn("hye-jin.seo");
  const { mark } = await browser.api.settings.current.query();
  expect((await failureOf(browser.api.settings.save.mutate({ text: "a: 1", mark }))).status).toBe(500);
  expect(await other.app.store.settings.current()).toBeUndefined();
  await other.close();
});

test("settings that the incumbent saved are edited in place, and a broken row says why it is not in force", async () => {
  const put = {
    id: "master",
    config: new Uint8Array(deflateSync("# theirs\ngroups: [\n")),
    updated_by: "inc@x",
    updated_at: "1790000000",
  };
  await table.write(CONFIG, [{ put }]);
  const settings = await editor();
  const now = await settings.current.query();
  expect(now).toMatchObject({
    text: "# theirs\ngroups: [\n",
    saved: { savedBy: "inc@x" },
    problem: expect.stringContaining("line 3"),
  });
  expect(now.findings[0]?.severity).toBe("error");
  const repaired = await settings.save.mutate({ text: "# theirs\ngroups: {}\n", mark: now.mark });
  expect(repaired.problem).toBeUndefined();
});

test("two processes over the same file agree within five seconds", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-settings-"));
  const open = () =>
    createTestApp({ adapters: { table: createSqliteTable({ path: join(folder, "g.sqlite"), now: Date.now }) } });
  const [one, two] = [await open(), await open()];
  const browser = one.browser();
  await browser.signIn("hye-jin.seo");
  const { mark } = await browser.api.settings.current.query();
  await browser.api.settings.save.mutate({ text: "groups: { can_audit: [followers] }\n", mark });
  const started = Date.now();
  while (!two.app.settings.authority().groups.can_audit.includes("followers") && Date.now() - started < 5_000)
    await Bun.sleep(50);
  expect(two.app.settings.authority().groups.can_audit).toEqual(["followers"]);
  await Promise.all([one.close(), two.close()]);
  await rm(folder, { recursive: true });
}, 15_000);

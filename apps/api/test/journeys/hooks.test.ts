import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFolderBlobs } from "@gatehouse/store/folder-blobs";
import { AUTHORIZATION_MAPPING } from "@gatehouse/store/published/copies";
import { readSnapshot } from "@gatehouse/store/published/snapshot";
import { createLog } from "../../src/log.ts";
import { createTestApp } from "../test-app.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-hooks-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A world whose config names this program as a hook. */
async function open(program: string, log = createLog("silent")) {
  const file = join(folder, "hook.ts");
  await Bun.write(file, program);
  const t = await createTestApp({
    change: (config) => ({ ...config, hooks: [file] }),
    adapters: { log, blobs: createFolderBlobs(folder) },
  });
  await t.sync();
  return t;
}

const ON_CALL = `
export const hook = {
  name: "on-call",
  *grants(roles) {
    for (const { arn, name } of roles) {
      if (name === "PaymentsOnCall") yield { identity: "contractors-2026", roleArn: arn, use: "console-and-cli" };
    }
  },
};`;

test("a hook's grant is on the page with its name, lets the person in, and reaches what other tools read", async () => {
  const t = await open(ON_CALL);
  const { arn } = t.world.role("payments-prod", "PaymentsOnCall");
  const tomas = t.browser();
  await tomas.signIn("tomas.arriaga");
  const { roles } = await tomas.api.access.eligibleRoles.query({});
  expect(roles.find((role) => role.arn === arn)?.because).toEqual([
    { identity: "contractors-2026", rule: { kind: "hook", name: "on-call" } },
  ]);
  expect((await tomas.api.access.signIn.mutate({ roleArn: arn })).url).toContain("SigninToken=");
  const [page] = await Array.fromAsync(t.app.store.audit.ofDay("2026-11-24"));
  expect(page?.find(({ target, outcome }) => target === arn && outcome === "done")?.because).toContain(
    "the rule on-call names contractors-2026",
  );
  const published = await createFolderBlobs(folder).get(AUTHORIZATION_MAPPING.snapshot);
  const { data } = await readSnapshot(published ?? new Uint8Array());
  expect(data).toMatchObject({ "contractors-2026": { authorized_roles: expect.arrayContaining([arn]) } });
  await t.close();
});

const BREAKS = `{ arn, name } of roles) {
      if (name === "PaymentsReadOnly") throw new Error("no such rota");`;

test("a hook that throws on a role grants nothing on it, and is in the log once", async () => {
  let logged = "";
  const log = createLog("error", { write: (line) => void (logged += line) });
  const t = await open(ON_CALL.replace("{ arn, name } of roles) {", BREAKS), log);
  const tomas = t.browser();
  await tomas.signIn("tomas.arriaga");
  const { roles } = await tomas.api.access.eligibleRoles.query({});
  expect(roles.map(({ name }) => name)).toContain("PaymentsOnCall");
  expect(logged.match(/a hook failed/g)).toHaveLength(1);
  await t.close();
});

test("a file that is no hook keeps the program from starting, and is named", async () => {
  const nothing = await open("export const hook = { name: 1 };").catch((error: unknown) => error);
  expect(nothing).toMatchObject({ code: "invalid", message: expect.stringContaining("hook.ts exports no hook") });
});

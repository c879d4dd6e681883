import { afterEach, beforeEach, expect, test } from "bun:test";
import { rememberRefusedMarks } from "../../src/access/refused-marks.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

const HOUR = 60 * 60_000;

let t: TestApp;
beforeEach(async () => {
  t = await createTestApp();
  await t.sync();
});
afterEach(() => t.close());

async function notesOnSigningIn(): Promise<string> {
  const priya = t.browser();
  await priya.signIn("priya.raman");
  const { arn } = t.world.role("payments-prod", "PaymentsOnCall");
  return (await priya.api.access.signIn.mutate({ roleArn: arn })).notes.join(" ");
}

test("what a role refused once is asked for again a day later, so that CloudTrail knows the person again", async () => {
  const [role] = await t.app.store.roles.read([t.world.role("payments-prod", "PaymentsOnCall").arn]);
  if (role === undefined) throw new Error("the role was not synced");
  rememberRefusedMarks(t.app, role, ["source-identity"]);
  t.pass(23 * HOUR);
  expect(await notesOnSigningIn()).toContain("sts:SetSourceIdentity");
  t.pass(HOUR);
  expect(await notesOnSigningIn()).not.toContain("sts:SetSourceIdentity");
});

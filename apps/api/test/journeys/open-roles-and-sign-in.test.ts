import { afterAll, beforeAll, expect, test } from "bun:test";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;
beforeAll(async () => {
  t = await createTestApp();
  await t.sync();
});
afterAll(() => t.close());

test("probe", async () => {
  const browser = t.browser();
  await browser.signIn("priya.raman");
  const me = await browser.api.session.me.query();
  const { roles, ...rest } = await browser.api.access.eligibleRoles.query({ includeCliOnly: true });
  console.log(
    me,
    rest,
    roles.map((r) => [r.accountName, r.arn, r.use, r.unusable, r.sessionSeconds, r.asOf, r.because[0]]),
  );
  const signed = await browser.api.access.signIn.mutate({ roleArn: roles[0]!.arn });
  console.log(signed);
  console.log(await (await t.simulator.fetch(new Request(signed.url))).text().then((x) => x.slice(0, 3000)));
  for await (const page of t.app.store.audit.ofDay("2026-11-24")) console.log(JSON.stringify(page, null, 1));
});

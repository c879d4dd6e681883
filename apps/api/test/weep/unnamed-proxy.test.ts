import { expect, test } from "bun:test";
import { createLog } from "../../src/log.ts";
import { failureOf } from "../failure-of.ts";
import { createTestApp } from "../test-app.ts";
import { createWeep } from "./weep.ts";

test("behind a proxy that nobody named the same address proves nothing: no login is approved, and the log says why", async () => {
  const warned: unknown[] = [];
  const log = createLog("silent");
  log.warn = (...said: unknown[]) => void warned.push(said);
  const t = await createTestApp({ peer: "172.18.0.5", adapters: { log } });
  const [victim, attacker] = [{ "x-forwarded-for": "203.0.113.9" }, { "x-forwarded-for": "198.51.100.7" }];
  const priya = t.browser(victim);
  await priya.signIn("priya.raman");
  const { challenge } = await createWeep(t, attacker).begin();
  expect((await priya.api.cli.pending.query())[0]?.sameAddress).toBe(false);
  expect(await failureOf(priya.api.cli.openLogin.mutate({ token: challenge }))).toMatchObject({
    code: "forbidden",
    message: expect.stringMatching(/172\.18\.0\.5.*sign_on\.trusted_proxies/),
  });
  expect(warned.filter((said) => JSON.stringify(said).includes("sign_on.trusted_proxies"))).toHaveLength(1);
  t.app.config.cli.same_address = false;
  const opened = await priya.api.cli.openLogin.mutate({ token: challenge });
  expect(opened.sameAddress).toBe(false);
  await t.close();
});

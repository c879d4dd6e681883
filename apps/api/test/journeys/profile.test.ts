import { afterEach, expect, test } from "bun:test";
import { Settings } from "@gatehouse/core/settings";
import type { Config } from "../../src/config/config.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

const opened: TestApp[] = [];
afterEach(async () => {
  for (const t of opened.splice(0)) await t.close();
});

test("a person sees which of their groups rules name, how many roles each grants, and which admin groups they are in", async () => {
  const change = (config: Config): Config => ({
    ...config,
    groups: { ...config.groups, can_audit: ["security-audit"] },
    dynamic_config: Settings.parse({ group_mapping: { "security-audit": { roles: ["arn:aws:iam::1:role/x"] } } }),
  });
  const t = await createTestApp({ change });
  opened.push(t);
  await t.sync();
  const browser = t.browser();
  await browser.signIn("noor.haddad");
  const profile = await browser.api.session.profile.query();
  expect(profile).toMatchObject({ name: "noor.haddad@larkspur.example", signOn: "demo", arrived: [] });
  expect(profile.admin).toEqual([{ group: "can_audit", because: "groups.can_audit names security-audit" }]);
  const audit = profile.matched.find(({ identity }) => identity === "security-audit");
  const { roles } = await browser.api.access.eligibleRoles.query({ includeCliOnly: true });
  const byTag = audit?.rules.filter(({ rule }) => rule.kind === "tag").reduce((sum, rule) => sum + rule.roles, 0);
  expect(byTag).toBe(roles.length);
  expect(audit?.rules.find(({ rule }) => rule.kind === "settings")).toMatchObject({
    rule: { key: "group_mapping.security-audit.roles" },
    roles: 1,
  });
  expect(profile.matched.find(({ identity }) => identity === profile.name)?.rules).toEqual([]);
});

test("behind a proxy a person sees the headers that named them", async () => {
  const change = (config: Config): Config => ({
    ...config,
    public_url: "https://gatehouse.example",
    sign_on: {
      ...config.sign_on,
      methods: ["header"],
      header: { user: "x-user", groups: "x-groups" },
      trusted_proxies: ["10.0.0.0/8"],
    },
  });
  const t = await createTestApp({ change, peer: "10.0.0.1" });
  opened.push(t);
  const said = { "x-user": "Priya@larkspur.example", "x-groups": "a, b" };
  const browser = t.browser({ host: "gatehouse.example", origin: "https://gatehouse.example", ...said });
  expect(await browser.api.session.profile.query()).toMatchObject({
    groups: ["a", "b"],
    groupsFrom: "the header x-groups",
    arrived: [
      {
        source: "headers of the proxy",
        claims: [
          { name: "x-user", value: '"Priya@larkspur.example"' },
          { name: "x-groups", value: '"a, b"' },
        ],
      },
    ],
  });
});

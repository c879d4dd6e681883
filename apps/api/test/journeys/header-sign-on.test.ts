import { afterEach, expect, test } from "bun:test";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import type { Table } from "@gatehouse/store/table";
import { SESSIONS } from "@gatehouse/store/tables";
import type { Config } from "../../src/config/config.ts";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

const opened: TestApp[] = [];
let written = 0;
afterEach(async () => {
  for (const t of opened.splice(0)) await t.close();
});

function behindProxy(config: Config): Config {
  return {
    ...config,
    public_url: "https://gatehouse.example",
    sign_on: {
      ...config.sign_on,
      methods: ["header"],
      header: { user: "x-user", groups: "x-groups" },
      trusted_proxies: ["10.0.0.0/8"],
    },
  };
}

async function open(peer: string): Promise<TestApp> {
  written = 0;
  const table = createSqliteTable({ path: ":memory:", now: () => Date.parse("2026-11-24T14:00:00Z") });
  const counting: Table = {
    ...table,
    async write(name, writes) {
      if (name === SESSIONS) written += writes.length;
      return table.write(name, writes);
    },
  };
  const t = await createTestApp({ change: behindProxy, peer, adapters: { table: counting } });
  opened.push(t);
  return t;
}

const PRIYA = { "x-user": "Priya.Raman@larkspur.example", "x-groups": "payments-engineering, all-staff,," };
const OURS = { host: "gatehouse.example", origin: "https://gatehouse.example" };

test("a trusted proxy's headers sign the person in, e-mail lower-cased and groups as they came", async () => {
  const t = await open("10.1.2.3");
  const browser = t.browser({ ...OURS, ...PRIYA });
  const me = await browser.api.session.me.query();
  expect(me).toMatchObject({
    name: "priya.raman@larkspur.example",
    groups: ["payments-engineering", "all-staff"],
    signOn: "header",
    demo: false,
  });
  expect(browser.cookie()).toStartWith("__Host-gatehouse=");
});

test("the same headers from any other address mean nothing", async () => {
  const t = await open("192.0.2.1");
  const browser = t.browser({ ...OURS, ...PRIYA, "x-forwarded-for": "10.1.2.3" });
  expect((await failureOf(browser.api.session.me.query())).code).toBe("unauthenticated");
  expect(browser.cookie()).toBeUndefined();
});

test("one session serves all requests of a person, and the groups are those of the latest request", async () => {
  const t = await open("10.1.2.3");
  const browser = t.browser({ ...OURS, ...PRIYA });
  await browser.api.session.me.query();
  const cookie = browser.cookie();
  const later = t.browser({ ...OURS, "x-user": PRIYA["x-user"], "x-groups": "data-platform" });
  later.setCookie(cookie);
  expect((await later.api.session.me.query()).groups).toEqual(["data-platform"]);
  expect(later.cookie()).toBe(cookie);
});

test("a session ends where the proxy vouches for nobody, and changes where it vouches for another", async () => {
  const t = await open("10.1.2.3");
  const browser = t.browser({ ...OURS, ...PRIYA });
  await browser.api.session.me.query();
  const withoutProxy = t.browser(OURS);
  withoutProxy.setCookie(browser.cookie());
  expect((await failureOf(withoutProxy.api.session.me.query())).code).toBe("unauthenticated");
  const another = t.browser({ ...OURS, "x-user": "noor.haddad@larkspur.example" });
  another.setCookie(browser.cookie());
  expect(await another.api.session.me.query()).toMatchObject({ name: "noor.haddad@larkspur.example", groups: [] });
  expect(another.cookie()).not.toBe(browser.cookie());
});

test("a name that is no e-mail address could be a group's, and is let in only where the config says so", async () => {
  const t = await open("10.1.2.3");
  const named = { "x-user": "gatehouse-admins" };
  const refused = await failureOf(t.browser({ ...OURS, ...named }).api.session.me.query());
  expect(refused).toMatchObject({ code: "forbidden", message: expect.stringContaining("sign_on.plain_names") });
  t.app.config.sign_on.plain_names = true;
  expect((await t.browser({ ...OURS, ...named }).api.session.me.query()).name).toBe("gatehouse-admins");
});

/** Sessions that were written, and sign-ins that are on record. */
async function counted({ app }: TestApp): Promise<{ sessions: number; recorded: number }> {
  const pages = await Array.fromAsync(app.store.audit.ofDay("2026-11-24"));
  const signIns = pages.flat().filter(({ command }) => command === "sign-in");
  return { sessions: written, recorded: signIns.length };
}

test("a program that keeps no cookie shares one session for a minute, recorded once", async () => {
  const t = await open("10.1.2.3");
  const program = () => t.browser({ ...OURS, ...PRIYA });
  await Promise.all(Array.from({ length: 20 }, () => program().api.session.me.query()));
  await program().api.session.me.query();
  expect(await counted(t)).toEqual({ sessions: 1, recorded: 1 });
  t.pass(60_000);
  await program().api.session.me.query();
  expect(await counted(t)).toEqual({ sessions: 2, recorded: 2 });
});

test("one person cannot begin sessions without end, and others are not held up by it", async () => {
  const t = await open("10.1.2.3");
  const again = async (user: string) => {
    const browser = t.browser({ ...OURS, "x-user": user });
    await browser.api.session.me.query();
    await browser.api.session.signOut.mutate();
  };
  for (let times = 0; times < 30; times++) await again("priya.raman@larkspur.example");
  expect((await failureOf(again("priya.raman@larkspur.example"))).code).toBe("rate-limited");
  await again("noor.haddad@larkspur.example");
});

test("the demo's sign-in is not there", async () => {
  const t = await open("10.1.2.3");
  expect(await t.browser(OURS).api.session.options.query()).toMatchObject({ methods: ["header"], demoPeople: [] });
  expect((await failureOf(t.browser(OURS).signIn("priya.raman"))).code).toBe("not-found");
});

test("a config whose sign-on would be unsafe opens no door", async () => {
  const unsafe: ((config: Config) => Config)[] = [
    (config) => ({ ...config, listen: { ...config.listen, host: "0.0.0.0" } }),
    (config) => ({ ...config, public_url: "https://gatehouse.example" }),
    (config) => ({
      ...config,
      hubs: config.hubs.map((hub) => ({ ...hub, endpoint: "https://sts.us-east-1.amazonaws.com" })),
    }),
    (config) => ({
      ...config,
      hubs: config.hubs.map((hub) => ({ ...hub, federation_url: "https://signin.aws.amazon.com/federation" })),
    }),
    (config) => ({ ...behindProxy(config), session: { ...config.session, secrets: [] } }),
    (config) => ({ ...behindProxy(config), sign_on: { ...behindProxy(config).sign_on, trusted_proxies: [] } }),
  ];
  const opened = await Promise.allSettled(unsafe.map((change) => createTestApp({ change })));
  expect(opened.map(({ status }) => status)).toEqual(unsafe.map(() => "rejected"));
});

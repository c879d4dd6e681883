import { afterEach, beforeEach, expect, test } from "bun:test";
import { OidcConfig } from "../../src/config/oidc.ts";
import type { Browser } from "../browser.ts";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";
import { createWeep, PRIYA } from "../weep/weep.ts";

const DAY = 86_400_000;
let t: TestApp;
let priya: Browser;

beforeEach(async () => {
  t = await createTestApp();
  await t.sync();
  priya = t.browser();
  await priya.signIn("priya.raman");
});
afterEach(() => t.close());

/** What was refused on a day, and why. */
async function refused({ app }: TestApp, day = "2026-11-24"): Promise<string[]> {
  const events = (await Array.fromAsync(app.store.audit.ofDay(day))).flat();
  return events.filter(({ outcome }) => outcome === "refused").map(({ command, because }) => `${command}: ${because}`);
}

test("whoever asks for another's CLI logins is refused on record, and a name is one in any case", async () => {
  const other = "Hye-Jin.Seo@larkspur.example";
  expect((await failureOf(priya.api.cli.logins.query({ person: other }))).code).toBe("forbidden");
  expect((await failureOf(priya.api.cli.endLogins.mutate({ person: other }))).code).toBe("forbidden");
  const line = expect.stringContaining("end-cli-logins-of-others: only people and groups named in groups.can_admin");
  expect(await refused(t)).toEqual([line, line]);
  await createWeep(t).logIn(priya);
  expect(await priya.api.cli.logins.query({ person: " Priya.Raman@Larkspur.example" })).toHaveLength(1);
  expect(await priya.api.cli.endLogins.mutate({ person: "PRIYA.RAMAN@larkspur.example" })).toEqual({ ended: 1 });
});

test("whoever asks for credentials beyond the limit is on record for it once an hour", async () => {
  const weep = createWeep(t);
  await weep.logIn(priya);
  await Promise.all(Array.from({ length: 124 }, () => weep.credentials("nothere")));
  const roleArn = "arn:aws:iam::123456789012:role/Nothing";
  await Promise.allSettled(Array.from({ length: 63 }, () => priya.api.access.signIn.mutate({ roleArn })));
  const limited = (await refused(t)).filter((line) => line.includes("That was more than")).toSorted();
  expect(limited).toEqual([
    expect.stringContaining("issue-cli-credentials: That was more than 120 times"),
    expect.stringContaining("sign-in-to-console: That was more than 60 times"),
  ]);
});

test("a program beyond the limit writes nothing of its computer", async () => {
  const weep = createWeep(t);
  await weep.logIn(priya);
  const named = (hostname: string) => weep.post(JSON.stringify({ requested_role: "nothere", metadata: { hostname } }));
  await named("laptop");
  await Promise.all(Array.from({ length: 120 }, () => weep.credentials("nothere")));
  expect((await named("another")).status).toBe(429);
  expect((await priya.api.cli.logins.query({}))[0]?.host).toBe("laptop");
});

test("a token whose owner signs on no more is refused on record, once an hour", async () => {
  const { text } = await priya.api.tokens.create.mutate({ name: "n", scopes: ["list-eligible-roles"], days: 60 });
  t.pass(31 * DAY);
  const program = t.browser({ authorization: `Bearer ${text}` });
  for (let times = 0; times < 3; times++) await failureOf(program.api.access.eligibleRoles.query({}));
  expect(await refused(t, "2026-12-25")).toEqual([expect.stringContaining("use-token: the token works again when")]);
});

test("a browser that comes back from no sign-on of its own is on record, once an hour and network", async () => {
  const oidc = OidcConfig.parse({ issuer: "http://127.0.0.1:9", client_id: "gatehouse" });
  const world = await createTestApp({
    change: (config) => ({
      ...config,
      public_url: "http://localhost",
      sign_on: { ...config.sign_on, methods: ["oidc"], oidc },
    }),
  });
  for (let times = 0; times < 3; times++)
    await world.browser().send("/auth?code=x&state=forged", { redirect: "manual" });
  expect(await refused(world)).toEqual([expect.stringContaining("sign-in: the sign-on was not begun in this browser")]);
  await world.close();
});

test("an answer and an end of CLI logins that cannot be recorded do not happen", async () => {
  const weep = createWeep(t);
  await weep.logIn(priya);
  const { challenge, poll } = await weep.begin();
  const { nonce } = await priya.api.cli.openLogin.mutate({ token: challenge });
  const { audit } = t.app.store;
  const { record } = audit;
  audit.record = () => Promise.reject(new Error("the audit log is full"));
  await failureOf(priya.api.cli.answerLogin.mutate({ token: challenge, nonce, approve: true }));
  await failureOf(priya.api.cli.endLogins.mutate({ person: PRIYA }));
  audit.record = record;
  expect((await weep.poll(poll)).status).toBe("pending");
  expect(await priya.api.cli.logins.query({})).toHaveLength(1);
});

test("the CLI's search answers the first roles by ARN, and names of which there are many once", async () => {
  const weep = createWeep(t);
  await weep.logIn(priya);
  const search = async (resource: string, limit: number): Promise<string[]> => {
    const answer = await weep.get(`/api/v1/policies/typeahead?resource=${resource}&limit=${limit}&search=role%2F`);
    return ((await answer.json()) as { title: string }[]).map(({ title }) => title);
  };
  for (const resource of ["iam_arn", "iam_role"]) {
    const all = await search(resource, 5000);
    expect(all).toEqual([...new Set(all)].toSorted());
    expect(await search(resource, 5)).toEqual(all.slice(0, 5));
  }
});

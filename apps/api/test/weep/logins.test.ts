import { afterEach, beforeEach, expect, test } from "bun:test";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import type { Table } from "@gatehouse/store/table";
import { CHALLENGES, CLI_LOGINS } from "@gatehouse/store/tables";
import type { Browser } from "../browser.ts";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";
import { createWeep, PRIYA, refusalOf, Started, type Weep } from "./weep.ts";

const HERE = { "x-forwarded-for": "203.0.113.9" };
const ELSEWHERE = { "x-forwarded-for": "198.51.100.7" };
const SECOND = 1000;
const HOUR = 3_600_000;

let t: TestApp;
let table: Table;
let priya: Browser;
let weep: Weep;

beforeEach(async () => {
  table = createSqliteTable({ path: ":memory:", now: () => Date.parse("2026-11-24T14:00:00Z") });
  t = await createTestApp({
    adapters: { table },
    change: (config) => ({ ...config, sign_on: { ...config.sign_on, trusted_proxies: ["127.0.0.1/32"] } }),
  });
  priya = t.browser(HERE);
  await priya.signIn("priya.raman");
  weep = createWeep(t, HERE);
});
afterEach(() => t.close());

const rowsIn = async (name: string): Promise<number> => (await Array.fromAsync(table.scan(name))).flat().length;
const open = (token: string, browser = priya) => browser.api.cli.openLogin.mutate({ token });
const answer = (token: string, nonce: string, approve = true) =>
  priya.api.cli.answerLogin.mutate({ token, nonce, approve });

async function outcomes(command: string): Promise<string[]> {
  const events = (await Array.fromAsync(t.app.store.audit.ofDay("2026-11-24"))).flat();
  return events.filter((event) => event.command === command).map(({ outcome, because }) => `${outcome}: ${because}`);
}

test("the page shows who asks, from where and for what, and the list has it without the link until it is opened", async () => {
  const { challenge } = await weep.begin();
  const [pending] = await priya.api.cli.pending.query();
  expect(pending).toMatchObject({ token: challenge, address: "203.0.113.9", sameAddress: true });
  expect(challenge.endsWith(pending?.code ?? "none")).toBe(true);
  expect(await open(challenge)).toMatchObject({
    person: PRIYA,
    address: "203.0.113.9",
    hours: 12,
    mostHours: 24,
    code: pending?.code,
  });
  expect(await priya.api.cli.pending.query()).toEqual([]);
  const tomas = t.browser(HERE);
  await tomas.signIn("tomas.arriaga");
  await weep.begin();
  expect(await tomas.api.cli.pending.query()).toEqual([]);
});

test("a page opened twice, by whomever, is refused the second time, and so is an answer to it without its own nonce", async () => {
  const { challenge, poll } = await weep.begin();
  const { nonce } = await open(challenge);
  expect((await failureOf(open(challenge))).code).toBe("conflict");
  expect((await failureOf(answer(challenge, "nonce_wrong"))).code).toBe("conflict");
  const other = await weep.begin();
  const { nonce: theirs } = await open(other.challenge);
  expect((await failureOf(answer(challenge, theirs))).code).toBe("conflict");
  expect((await weep.poll(poll)).status).toBe("pending");
  await answer(challenge, nonce);
  expect((await failureOf(answer(challenge, nonce))).code).toBe("conflict");
  expect((await weep.poll(poll)).status).toBe("success");
  expect(await outcomes("answer-cli-login")).toEqual([
    expect.stringContaining("refused: This page was opened before"),
    // Once an hour for a challenge, however often it is tried.
    expect.stringContaining("refused: This page has been answered already"),
    "attempted: undefined",
    "done: the person approved it",
  ]);
});

test("of two answers that are sent at once one counts, and the audit says of the other that it was refused", async () => {
  const { challenge, poll } = await weep.begin();
  const { nonce } = await open(challenge);
  const both = [answer(challenge, nonce, true), answer(challenge, nonce, true)];
  const ended = (await Promise.allSettled(both)).map(({ status }) => status);
  expect(ended.filter((status) => status === "fulfilled")).toHaveLength(1);
  const said = (await outcomes("answer-cli-login")).map((outcome) => outcome.split(":")[0] ?? "");
  expect(said.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(["attempted", "attempted", "done", "refused"]);
  expect((await weep.poll(poll)).status).toBe("success");
});

test("nobody else's browser, no other network and no changed link can approve, and the attempts are audited", async () => {
  const { challenge, poll } = await weep.begin();
  const tomas = t.browser(HERE);
  await tomas.signIn("tomas.arriaga");
  const refused = await failureOf(open(challenge, tomas));
  expect(refused).toMatchObject({ code: "forbidden", message: expect.stringContaining(PRIYA) });
  const away = t.browser(ELSEWHERE);
  await away.signIn("priya.raman");
  expect(await failureOf(open(challenge, away))).toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("198.51.100.7"),
  });
  const changed = `${challenge.startsWith("A") ? "B" : "A"}${challenge.slice(1)}`;
  for (const token of [changed, `${challenge.slice(0, -6)}000000`, "", "x", "too-many"])
    expect((await failureOf(open(token))).code).toBe("not-found");
  expect((await failureOf(t.browser(HERE).api.cli.openLogin.mutate({ token: challenge }))).code).toBe(
    "unauthenticated",
  );
  expect((await outcomes("answer-cli-login")).map((line) => line.split(":")[0])).toEqual(["refused", "refused"]);
  expect((await weep.poll(poll)).status).toBe("pending");
  await open(challenge);
});

test("where the config says so, a login is approved from another network", async () => {
  t.app.config.cli.same_address = false;
  const { challenge, poll } = await weep.begin();
  const away = t.browser(ELSEWHERE);
  await away.signIn("priya.raman");
  const { nonce, sameAddress } = await open(challenge, away);
  expect(sameAddress).toBe(false);
  await away.api.cli.answerLogin.mutate({ token: challenge, nonce, approve: true });
  expect((await createWeep(t, ELSEWHERE).poll(poll)).status).toBe("unauthorized");
  expect((await weep.poll(poll)).status).toBe("success");
});

test("a denied login, one approved too late and one nobody answers never come to a token", async () => {
  const denied = await weep.begin();
  await answer(denied.challenge, (await open(denied.challenge)).nonce, false);
  expect((await weep.poll(denied.poll)).status).toBe("denied");
  const late = await weep.begin();
  const { nonce } = await open(late.challenge);
  t.pass(120 * SECOND);
  expect((await failureOf(answer(late.challenge, nonce))).code).toBe("not-found");
  expect((await weep.poll(late.poll)).status).toBe("expired");
  expect(await weep.poll("/noauth/v1/challenge_poller/made-up")).toMatchObject({ status: "unknown" });
  expect(await rowsIn(CLI_LOGINS)).toBe(0);
});

test("an ended session approves nothing, though its page is still open", async () => {
  const { challenge, poll } = await weep.begin();
  const { nonce } = await open(challenge);
  const copy = t.browser(HERE);
  copy.setCookie(priya.cookie());
  await copy.api.session.signOut.mutate();
  expect((await failureOf(answer(challenge, nonce))).code).toBe("unauthenticated");
  expect((await weep.poll(poll)).status).toBe("pending");
});

test("of many programs that fetch one approval at once exactly one gets a token, and one login begins", async () => {
  const { challenge, poll } = await weep.begin();
  await answer(challenge, (await open(challenge)).nonce);
  const polled = await Promise.all(Array.from({ length: 8 }, () => weep.poll(poll)));
  expect(
    polled
      .map(({ status }) => status)
      .toSorted()
      .slice(0, 2),
  ).toEqual(["success", "unknown"]);
  expect(polled.filter(({ status }) => status === "success")).toHaveLength(1);
  expect(await rowsIn(CLI_LOGINS)).toBe(1);
});

test("the page lists a person's logins, and one that is ended there is refused at the next call, by every process", async () => {
  await weep.logIn(priya);
  const second = createWeep(t, HERE);
  await second.logIn(priya);
  const logins = await priya.api.cli.logins.query({});
  expect(logins).toHaveLength(2);
  expect(JSON.stringify(logins)).not.toContain(weep.token() ?? "none");
  expect((await weep.get("/api/v1/get_roles")).status).toBe(200);
  for (const { id } of logins.slice(1)) await priya.api.cli.endLogins.mutate({ id });
  const answers = await Promise.all([weep, second].map(async (one) => (await one.get("/api/v1/get_roles")).status));
  expect(answers.toSorted((a, b) => a - b)).toEqual([200, 403]);
  expect(await priya.api.cli.endLogins.mutate({ person: PRIYA })).toEqual({ ended: 1 });
  expect((await refusalOf(weep.credentials("x"))).code).toBe("invalid_jwt");
});

test("other people's logins are seen and ended by admins alone", async () => {
  await weep.logIn(priya);
  const [login] = await priya.api.cli.logins.query({});
  const [tomas, hyeJin] = [t.browser(HERE), t.browser(HERE)];
  await tomas.signIn("tomas.arriaga");
  await hyeJin.signIn("hye-jin.seo");
  for (const call of [
    tomas.api.cli.logins.query({ person: PRIYA }),
    tomas.api.cli.endLogins.mutate({ person: PRIYA }),
    tomas.api.cli.endLogins.mutate({ id: login?.id ?? "" }),
  ])
    expect((await failureOf(call)).code).toBe("forbidden");
  expect(await hyeJin.api.cli.logins.query({ person: PRIYA })).toHaveLength(1);
  expect(await hyeJin.api.cli.endLogins.mutate({ person: PRIYA })).toEqual({ ended: 1 });
  expect((await refusalOf(weep.get("/api/v1/get_roles"))).code).toBe("invalid_jwt");
});

test("a login is prolonged by its use, the cookie on every answer says until when, and it ends for good after a day", async () => {
  await weep.logIn(priya);
  const ageAfter = async (hours: number): Promise<number | undefined> => {
    t.pass(hours * HOUR);
    const cookie = (await weep.get("/api/v1/get_roles")).headers.get("set-cookie") ?? "";
    expect(cookie === "" || cookie.startsWith(`consoleme_auth=${weep.token()}; Path=/; HttpOnly`)).toBe(true);
    const [, age] = /Max-Age=(\d+)/.exec(cookie) ?? [];
    return age === undefined ? undefined : Number(age) / 3600;
  };
  expect(await ageAfter(5)).toBe(7);
  expect(await ageAfter(2)).toBe(12);
  expect(await ageAfter(11)).toBe(6);
  expect(await ageAfter(5)).toBe(1);
  expect(await ageAfter(1)).toBeUndefined();
  expect((await refusalOf(weep.get("/api/v1/get_roles"))).code).toBe("invalid_jwt");
});

test("a login that nobody uses ends by itself", async () => {
  await weep.logIn(priya);
  t.pass(12 * HOUR);
  expect((await refusalOf(weep.get("/api/v2/get_roles?all=true"))).code).toBe("invalid_jwt");
});

const MOST_MS = 60_000;

test(
  "10,000 requests from as many addresses leave no more rows than there are slots, and the next login still works",
  async () => {
    for (let at = 0; at < 10_000; at += 1) {
      const stranger = createWeep(t, { "x-forwarded-for": `10.${at % 200}.${Math.floor(at / 200)}.1` });
      await stranger.get(`/noauth/v1/challenge_generator/person-${at % 977}@larkspur.example`);
    }
    expect(await rowsIn(CHALLENGES)).toBeLessThanOrEqual(4096);
    await weep.logIn(priya);
  },
  MOST_MS,
);

test("one address that asks without end still gets two addresses, of a page that explains, and leaves one row", async () => {
  const answers = [];
  for (let at = 0; at < 200; at += 1) answers.push(await weep.get(`/noauth/v1/challenge_generator/${PRIYA}`));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const last = Started.parse(await answers.at(-1)?.json());
  expect(last.challenge_url).toBe("http://127.0.0.1:8081/challenge_validator/too-many");
  expect(await weep.poll(new URL(last.polling_url).pathname)).toMatchObject({ status: "unknown" });
  expect(await rowsIn(CHALLENGES)).toBe(1);
  expect(await weep.begin(" ")).toMatchObject({ challenge: "no-name" });
});

test("a poller over its limit still answers that the login is pending, and the login completes afterwards", async () => {
  const { challenge, poll } = await weep.begin();
  await answer(challenge, (await open(challenge)).nonce);
  const [unknown] = ["/noauth/v1/challenge_poller/made-up"];
  for (let at = 0; at < 1_200; at += 1) await weep.get(unknown ?? "");
  const limited = await weep.get(poll);
  expect(limited.status).toBe(429);
  expect(await limited.json()).toMatchObject({ status: "pending" });
  t.pass(60 * SECOND);
  expect((await weep.poll(poll)).status).toBe("success");
});

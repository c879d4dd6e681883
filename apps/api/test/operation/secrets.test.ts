import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBrowser } from "../browser.ts";
import { createWeep, Issued, PRIYA } from "../weep/weep.ts";
import { createSecretsWorld, keepRefusals } from "./secrets-world.ts";

let folder: string;
let secrets: readonly string[];
/** Everything that was written, by where it stands. */
let written: Record<string, string>;

const refused = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => Promise.reject(new Error("the call was answered")),
    () => undefined,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-secrets-"));
  const world = await createSecretsWorld(folder);
  const { t, tricks, secret } = world;
  for (const signing of t.app.config.session.secrets) secret(signing);
  const { server, refusals } = keepRefusals(t.server);
  const browser = createBrowser(server);
  await t.sync();

  // A person signs on, opens the console, and so does the CLI and a program of theirs.
  await browser.signIn("priya.raman");
  const cookie = browser.cookie();
  secret(cookie?.split("=")[1]);
  secret(cookie?.split("=")[1]?.split(".")[0]);
  const arn = t.world.role("payments-staging", "PaymentsEngineer").arn;
  await browser.api.access.signIn.mutate({ roleArn: arn });
  const weep = createWeep({ server: server as typeof t.server });
  await weep.logIn(browser);
  secret(weep.token());
  Issued.parse(await (await weep.credentials(arn)).json());
  const token = await browser.api.tokens.create.mutate({ name: "nightly", scopes: ["list-eligible-roles"], days: 5 });
  secret(token.text);
  secret(token.text.split("_").at(-1));

  // What goes wrong, with the secrets at hand: unknown people, forged cookies, codes, bodies that are no JSON.
  await refused(browser.api.session.signInDemo.mutate({ name: "nobody@larkspur.example" }));
  const forged = createBrowser(server, { cookie: `${cookie}forged` });
  await refused(forged.api.session.me.query());
  const program = createBrowser(server, { authorization: `Bearer ${token.text}` });
  await refused(program.api.access.signIn.mutate({ roleArn: arn }));
  await browser.send(`/auth?code=${token.text}&state=${cookie}`);
  const body = `{"cookie":"${cookie}`;
  await browser.send("/api/trpc/access.signIn", { method: "POST", body, headers: { "content-type": "text/plain" } });
  const { poll } = await weep.begin(PRIYA);
  secret(poll.split("/").at(-1));
  await weep.poll(poll);
  await weep.get(`${poll}x`);
  weep.setToken(`${weep.token()}forged`);
  await weep.credentials(arn);

  // AWS that refuses and repeats what we sent, does not answer, or breaks off with the request in the error.
  const assumes = (text: string) => text.includes("Action=AssumeRole") && text.includes("PaymentsEngineer");
  const quoting = `<ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>The signature does not match. The Canonical String for this request should have been 'POST\nx-amz-security-token:${world.secrets().at(-1)}'</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`;
  tricks.push({ fits: assumes, answer: async () => new Response(quoting, { status: 403 }) });
  await refused(browser.api.access.signIn.mutate({ roleArn: arn }));
  for (const fits of [assumes, (text: string) => text.includes("getSigninToken")]) {
    tricks.push({
      fits,
      answer: async (request, text) => {
        const headers = JSON.stringify([...request.headers]);
        throw Object.assign(new Error(`cannot send ${text} with ${headers}`), { code: "EPROTO", request, body: text });
      },
    });
    await refused(browser.api.access.signIn.mutate({ roleArn: arn }));
  }
  tricks.push({
    fits: (text) => text.includes("getSigninToken"),
    answer: async (_, text) => new Response(`no: ${text}`, { status: 400 }),
  });
  await refused(browser.api.access.signIn.mutate({ roleArn: arn }));
  expect(tricks).toEqual([]);
  await t.sync();
  await browser.api.session.signOut.mutate();

  const metrics = await t.app.metrics.text([]);
  secrets = world.secrets();
  written = { metrics, refusals: refusals.join("\n"), files: await world.files(), log: world.log() };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("of all the secrets that were used, none is in the log, the records, the snapshots, the refusals or the metrics", () => {
  for (const [place, text] of Object.entries(written))
    for (const secret of secrets)
      for (const spelt of [secret, encodeURIComponent(secret), btoa(secret)])
        if (text.includes(spelt)) throw new Error(`${place} holds ${secret} in: ${around(text, spelt)}`);
});

test("there were secrets of every kind, and what was written is really what people did", () => {
  expect(secrets.length).toBeGreaterThan(20);
  expect(secrets.every((secret) => secret.length >= 16)).toBe(true);
  const { log = "", files = "", refusals = "", metrics = "" } = written;
  expect(log).toContain('"route":"access.signIn","status":502');
  expect(files).toContain("PaymentsEngineer");
  expect(files).toContain(PRIYA);
  expect(refusals.split("\n").length).toBeGreaterThan(8);
  expect(refusals).toContain("The signature does not match.");
  expect(metrics).toMatch(/sessions_issued_total\{command="sign-in-to-console",outcome="done"\} 1\n/);
});

test("every line of the log on a request has its id, its route and no path", () => {
  const lines = written["log"]?.trim().split("\n") ?? [];
  const answered = lines
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter(({ msg }) => msg === "answered");
  expect(answered.length).toBeGreaterThan(15);
  for (const line of answered) {
    expect(line["request"]).toMatch(/^[0-9a-f]{16}$/);
    expect(Object.keys(line).toSorted()).toEqual([
      "level",
      "method",
      "ms",
      "msg",
      "request",
      "route",
      "status",
      "time",
    ]);
    expect(String(line["route"])).toMatch(/^([a-z]+\.[A-Za-z]+|page|cli|sign-on|health|asset|batch|unknown call)$/);
  }
});

function around(text: string, part: string): string {
  const at = text.indexOf(part);
  return JSON.stringify(text.slice(Math.max(0, at - 200), at + part.length + 50));
}

import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser } from "../browser.ts";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;
let priya: Browser;
let hyeJin: Browser;

beforeAll(async () => {
  t = await createTestApp();
  await t.sync();
  [priya, hyeJin] = [t.browser(), t.browser()];
  await priya.signIn("priya.raman");
  await hyeJin.signIn("hye-jin.seo");
});
afterAll(() => t.close());

const arnOf = (account: string, name: string) => t.world.role(account, name).arn;

/** What the simulated AWS console shows to whoever opens the address. */
async function consoleAt(url: string): Promise<(id: string) => string | undefined> {
  const page = await t.simulator.fetch(new Request(url)).then((response) => response.text());
  return (id) => new RegExp(`data-testid="${id}">([^<]*)<`).exec(page)?.[1];
}

async function audited(target: string): Promise<string[]> {
  const outcomes: string[] = [];
  for await (const page of t.app.store.audit.ofDay("2026-11-24")) {
    outcomes.push(...page.filter((event) => event.target === target).map(({ outcome }) => outcome));
  }
  return outcomes.toSorted();
}

const assumed = (arn: string) => t.simulator.calls.list().filter(({ input }) => input["RoleArn"] === arn);

test("a person sees the roles that rules grant them, each with its account, rule and moment", async () => {
  const { roles, cliOnlyHidden, stale } = await priya.api.access.eligibleRoles.query({ includeCliOnly: false });
  expect(stale).toBeUndefined();
  expect(cliOnlyHidden).toBe(1);
  expect(roles.find(({ arn }) => arn === arnOf("payments-prod", "PaymentsOnCall"))).toMatchObject({
    accountName: "payments-prod",
    environment: "prod",
    use: "console-and-cli",
    because: [
      { identity: "priya.raman@larkspur.example", rule: { kind: "tag", tag: "consoleme-authorized" } },
      { identity: "payments-engineering", rule: { kind: "tag", tag: "consoleme-authorized" } },
    ],
    sessionSeconds: 3600,
    asOf: "2026-11-24T14:00:00.000Z",
  });
});

test("roles for the CLI alone are there when asked for, and cannot be opened in the console", async () => {
  const { roles, cliOnlyHidden } = await priya.api.access.eligibleRoles.query({ includeCliOnly: true });
  expect(cliOnlyHidden).toBe(0);
  const cliOnly = roles.filter(({ use }) => use === "cli-only");
  expect(cliOnly.map(({ name }) => name)).toEqual(["payments-settlement-runner"]);
  const refused = await failureOf(priya.api.access.signIn.mutate({ roleArn: cliOnly[0]?.arn ?? "" }));
  expect(refused).toMatchObject({ code: "forbidden", message: expect.stringContaining("from the CLI only") });
});

test.each([
  ["aws", "console.aws.amazon.com"],
  ["aws-us-gov", "console.amazonaws-us-gov.com"],
])(
  "in %p one call opens the console as the right person in the right role, and the audit has it",
  async (partition, host) => {
    const person = "hye-jin.seo@larkspur.example";
    const { roles } = await hyeJin.api.access.eligibleRoles.query({ includeCliOnly: false });
    const role = roles.find((one) => one.partition === partition && one.unusable === undefined);
    if (role === undefined) throw new Error(`no usable role in ${partition}`);
    const opened = await hyeJin.api.access.signIn.mutate({ roleArn: role.arn });
    const shown = await consoleAt(opened.url);
    expect(shown("role-arn")).toBe(role.arn);
    expect(shown("account-id")).toBe(role.accountId);
    expect(shown("partition")).toBe(partition);
    expect(shown("session-name")).toBe(person);
    expect(shown("source-identity")).toBe(person);
    expect(shown("session-tags")).toMatch(/^gatehouse:issue=issue_/);
    expect(new URL(shown("destination") ?? "").hostname).toBe(host);
    expect(opened.sessionSeconds).toBe(3600);
    expect(opened.notes.join()).toContain("role chaining");
    expect(await audited(role.arn)).toEqual(["attempted", "done"]);
  },
);

test("a deep link means the one role it names, by any part of its name, and keeps its destination", async () => {
  const redirect = "https://eu-west-1.console.aws.amazon.com/s3/home?region=eu-west-1";
  const found = await priya.api.access.findRoles.query({ query: "paymentsoncall", redirect });
  expect(found.roles.map(({ arn }) => arn)).toEqual([arnOf("payments-prod", "PaymentsOnCall")]);
  expect(found).toMatchObject({ destination: { service: "S3", region: "eu-west-1", url: redirect } });
  const opened = await priya.api.access.signIn.mutate({ roleArn: found.roles[0]?.arn ?? "", redirect });
  expect((await consoleAt(opened.url))("destination")).toBe(redirect.replaceAll("&", "&amp;"));
});

test("a deep link to an account is a choice among its roles", async () => {
  const { id } = t.world.account("payments-prod");
  const { roles } = await priya.api.access.findRoles.query({ query: id });
  expect(roles.map(({ name }) => name)).toEqual(["PaymentsOnCall", "PaymentsReadOnly"]);
});

test("a role used in the console is remembered as recent, favourites and the region are kept for the person", async () => {
  const arn = arnOf("payments-staging", "PaymentsEngineer");
  await priya.api.access.signIn.mutate({ roleArn: arn });
  await Promise.all([
    priya.api.access.setFavourite.mutate({ arn, favourite: true }),
    priya.api.access.setFavourite.mutate({ arn: arnOf("payments-prod", "PaymentsOnCall"), favourite: true }),
    priya.api.access.setRegion.mutate({ region: "eu-central-1" }),
  ]);
  const kept = await priya.api.access.preferences.query();
  expect(kept.recents[0]?.arn).toBe(arn);
  expect(kept.favourites.toSorted()).toEqual([arn, arnOf("payments-prod", "PaymentsOnCall")].toSorted());
  expect(kept.region).toBe("eu-central-1");
  expect(await hyeJin.api.access.preferences.query()).toEqual({ favourites: [], recents: expect.any(Array) });
});

test("where a role refuses source identity or tags, the person gets in without, is told, and AWS is not asked again", async () => {
  const arn = arnOf("payments-staging", "PaymentsReadOnly");
  const first = await priya.api.access.signIn.mutate({ roleArn: arn });
  expect(first.notes.join(" ")).toContain("sts:SetSourceIdentity");
  const asked = assumed(arn).length;
  const second = await priya.api.access.signIn.mutate({ roleArn: arn });
  expect(second.notes).toEqual(first.notes);
  expect(assumed(arn).length - asked).toBe(1);
});

test("whoever has no role is told which rules there are and which nearly name them", async () => {
  const tomas = t.browser();
  await tomas.signIn("tomas.arriaga");
  const { roles, summary } = await tomas.api.access.eligibleRoles.query({ includeCliOnly: true });
  expect(roles).toEqual([]);
  expect(summary?.groups).toEqual(["all-staff", "contractors-2026"]);
  expect(summary?.nearMisses[0]).toMatchObject({ yours: "contractors-2026", named: "contractors-2025" });
  const { matches } = await tomas.api.access.explainRole.query({ query: arnOf("payments-prod", "PaymentsOnCall") });
  expect(matches[0]).toMatchObject({
    verdict: "not-granted",
    grantedTo: expect.arrayContaining([expect.objectContaining({ identity: "payments-engineering" })]),
  });
});

test("an admin sees which people a role is granted to, whoever is none how many", async () => {
  const arn = arnOf("payments-prod", "PaymentsOnCall");
  t.world.setTags("payments-prod", "PaymentsOnCall", {
    "consoleme-authorized": "payments-engineering:ann@larkspur.example",
  });
  await t.sync();
  const [seen] = (await priya.api.access.explainRole.query({ query: arn })).matches;
  expect([seen?.grantedTo, seen?.grantedToPeople]).toEqual([[], 1]);
  const [all] = (await hyeJin.api.access.explainRole.query({ query: arn })).matches;
  expect(all?.grantedTo.map(({ identity }) => identity)).toContain("ann@larkspur.example");
});

test("AWS's refusal reaches the person in AWS's own words, and the audit says that nothing was issued", async () => {
  const arn = arnOf("payments-dev", "PaymentsEngineer");
  const trustPolicy = t.world.role("payments-dev", "PaymentsEngineer").trustPolicy;
  t.world.setTrustPolicy("payments-dev", "PaymentsEngineer", { Version: "2012-10-17", Statement: [] });
  const refused = await failureOf(priya.api.access.signIn.mutate({ roleArn: arn }));
  t.world.setTrustPolicy("payments-dev", "PaymentsEngineer", trustPolicy);
  expect(refused.code).toBe("refused-by-aws");
  expect(refused.awsSaid).toMatch(/is not authorized to perform: sts:AssumeRole on resource: .*request id/);
  expect(await audited(arn)).toEqual(["attempted", "failed"]);
});

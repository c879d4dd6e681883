import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Account, isSynced } from "@gatehouse/core/account";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;
let accounts: Account[];

beforeAll(async () => {
  t = await createTestApp();
  await t.sync();
  accounts = [...t.app.estate.accounts().values()];
});
afterAll(() => t.close());

type Policies = Awaited<ReturnType<typeof policies>>;
type Asked = Omit<Parameters<Policies["lint"]["mutate"]>[0], "text">;

const WHO_SEES_ALL = "hye-jin.seo";

async function policies(person: string) {
  const browser = t.browser();
  await browser.signIn(person);
  return browser.api.policies;
}

async function lint(asked: Asked, ...statements: object[]) {
  return lintAs(WHO_SEES_ALL, asked, ...statements);
}

async function lintAs(person: string, asked: Asked, ...statements: object[]) {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const { findings } = await (await policies(person)).lint.mutate({ text, ...asked });
  return findings;
}

async function lockOuts(asked: Asked, ...statements: object[]): Promise<string[]> {
  const findings = await lint(asked, ...statements);
  return findings.filter(({ rule }) => rule.endsWith("-locked-out")).map(({ rule, message }) => `${rule}: ${message}`);
}

const accountIn = (partition: string): Account => {
  const found = accounts.find((account) => isSynced(account) && account.partition === partition);
  if (found === undefined) throw new Error(`no account in ${partition}`);
  return found;
};
const hubIn = (partition: string): string => {
  const hub = t.world.organizations.find((one) => one.partition === partition);
  return `arn:${partition}:iam::${hub?.hubAccountId}:role/${t.world.names.hub}`;
};
const trusts = (principal: object) => ({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" });
const PARTITIONS = ["aws", "aws-us-gov"];

test.each(PARTITIONS)("a trust policy in an account of %s has to let that partition's hub in", async (partition) => {
  const { id: accountId } = accountIn(partition);
  const asked: Asked = { kind: "trust", accountId };
  const legacy = trusts({ AWS: `arn:${partition}:iam::${accountId}:role/LegacySignOn` });
  expect(await lockOuts(asked, legacy)).toEqual([
    `hub-locked-out: Its trust policy allows sts:AssumeRole neither to ${hubIn(partition)} nor to that role's account.`,
  ]);
  expect(await lockOuts(asked, legacy, trusts({ AWS: hubIn(partition) }))).toEqual([]);
});

test("a trust policy owes nothing to the hub where it lets no roles in, or its account is not under care", async () => {
  const { id: accountId } = accountIn("aws");
  const stranger = trusts({ AWS: "999999999999" });
  expect(await lockOuts({ kind: "trust", accountId }, trusts({ Service: "lambda.amazonaws.com" }))).toEqual([]);
  expect(await lockOuts({ kind: "trust" }, stranger)).toEqual([]);
  expect(await lockOuts({ kind: "trust", accountId: "999999999999" }, stranger)).toEqual([]);
  const left = accounts.find((account) => !isSynced(account));
  expect(await lockOuts({ kind: "trust", accountId: left?.id ?? "" }, stranger)).toEqual([]);
});

const DENY_IAM = { Effect: "Deny", Action: "iam:*", Resource: "*" };

test("a service control policy has to spare the spoke role of the account that it is to bind", async () => {
  const { id: accountId } = accountIn("aws");
  const asked: Asked = { kind: "service-control", accountId };
  const spoke = `arn:aws:iam::${accountId}:role/${t.world.names.spoke}`;
  const [said, ...more] = await lockOuts(asked, DENY_IAM);
  expect(said).toStartWith("spoke-locked-out: This denies iam:GetAccountAuthorizationDetails to the spoke role");
  expect(said).toContain(`${spoke};`);
  expect(more).toEqual([]);
  const spared = { ...DENY_IAM, Condition: { ArnNotEquals: { "aws:PrincipalArn": spoke } } };
  expect(await lockOuts(asked, spared)).toEqual([]);
  expect(await lockOuts({ ...asked, accountId: "999999999999" }, DENY_IAM)).toEqual([]);
});

test("who sees no role of an account learns nothing of the roles of ours in it", async () => {
  const { id: accountId } = accountIn("aws");
  const legacy = trusts({ AWS: `arn:aws:iam::${accountId}:role/LegacySignOn` });
  const told = [
    ...(await lintAs("tomas.arriaga", { kind: "trust", accountId }, legacy)),
    ...(await lintAs("tomas.arriaga", { kind: "service-control", accountId }, DENY_IAM)),
    ...(await lintAs("tomas.arriaga", { kind: "service-control" }, DENY_IAM)),
  ];
  expect(told.filter(({ rule }) => rule.endsWith("-locked-out"))).toEqual([]);
});

test("where nobody says which accounts a service control policy binds, no account is named that it does not name", async () => {
  const asked: Asked = { kind: "service-control" };
  const { id } = accountIn("aws");
  const [everywhere] = await lockOuts(asked, DENY_IAM);
  expect(everywhere).toContain(`:iam::*:role/${t.world.names.spoke};`);
  expect(accounts.filter((account) => everywhere?.includes(account.id))).toEqual([]);
  const there = { ...DENY_IAM, Condition: { StringEquals: { "aws:PrincipalAccount": id } } };
  expect((await lockOuts(asked, there))[0]).toContain(`arn:aws:iam::${id}:role/${t.world.names.spoke};`);
  const spares = { ArnNotLike: { "aws:PrincipalArn": `arn:aws*:iam::*:role/${t.world.names.spoke}` } };
  expect(await lockOuts(asked, { ...DENY_IAM, Condition: spares })).toEqual([]);
});

test("a resource's policy is asked of the role that the asker names, and of no other", async () => {
  const actorRoleArn = "arn:aws:iam::111122223333:role/Admin";
  const others = { ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Other" } };
  const deny = { Effect: "Deny", Principal: "*", Action: "*", Resource: "*", Condition: others };
  expect(await lockOuts({ kind: "event-bus", actorRoleArn }, deny)).toEqual([
    `own-session-locked-out: This denies events:PutPermission to your own role, ${actorRoleArn}.`,
  ]);
  expect(await lockOuts({ kind: "event-bus" }, deny)).toEqual([]);
  expect(await lockOuts({ kind: "rest-api", actorRoleArn }, deny)).toEqual([]);
  for (const wrong of ["Admin", "arn:aws:iam::111122223333:user/admin", "arn:aws:iam::111122223333:role/*"])
    expect(await failureOf(lint({ kind: "event-bus", actorRoleArn: wrong }, deny))).toMatchObject({ status: 400 });
});

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { IamRole } from "@gatehouse/core/role/role";
import type { Browser } from "../browser.ts";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;
let tomas: Browser;
let priya: Browser;
let admin: Browser;
/** A role that none of them may use: neither Tomás, who may use none, nor Priya, nor an admin. */
let hidden: IamRole;

beforeAll(async () => {
  t = await createTestApp();
  await t.sync();
  [tomas, priya, admin] = [t.browser(), t.browser(), t.browser()];
  await tomas.signIn("tomas.arriaga");
  await priya.signIn("priya.raman");
  await admin.signIn("hye-jin.seo");
  const lists = [priya, admin].map(({ api }) => api.access.eligibleRoles.query({ includeCliOnly: true }));
  const theirs = new Set((await Promise.all(lists)).flatMap(({ roles }) => roles.map(({ arn }) => arn)));
  for await (const role of t.app.store.roles.all())
    if (role.inlinePolicies.length > 0 && !theirs.has(role.arn)) hidden ??= role;
});
afterAll(() => t.close());

const OBJECT = "arn:aws:s3:::reports/a";
const denialOf = ({ arn, name }: Pick<IamRole, "arn" | "name">): string => {
  const session = arn.replace(":iam:", ":sts:").replace(/role\/.*/, `assumed-role/${name}/ann`);
  return `User: ${session} is not authorized to perform: s3:GetObject on resource: "${OBJECT}" because no identity-based policy allows the s3:GetObject action`;
};

describe("who may use no role", () => {
  test("is offered no role and no account of the estate, wherever one can be written", async () => {
    const { complete } = tomas.api.policies;
    for (const written of ["", hidden.name, hidden.accountId, "role/"]) {
      const spots = [
        { place: "principal" as const, written },
        { place: "resource" as const, written, actions: ["iam:PassRole", "sts:AssumeRole"] },
        { place: "condition-value" as const, written, key: "aws:PrincipalArn" },
        { place: "condition-value" as const, written, key: "aws:SourceAccount" },
      ];
      for (const spot of spots) {
        const { choices } = await complete.mutate(spot);
        expect(choices.filter(({ label }) => /\d{12}/.test(label))).toEqual([]);
      }
    }
  });

  test("is told of a hidden role and account what they are told of one that is not there", async () => {
    const of = async (written: string) => {
      const told = await tomas.api.policies.describe.mutate({ place: "principal", written });
      return JSON.stringify(told).replaceAll(written, "it");
    };
    const missing = hidden.arn.replace(hidden.name, "Nothing");
    expect(await of(hidden.arn)).toBe(await of(missing));
    const elsewhere = hidden.arn.replace(hidden.accountId, "999999999999");
    expect((await of(hidden.arn)).replaceAll(hidden.accountId, "999999999999")).toBe(await of(elsewhere));
    const { evaluate } = tomas.api.policies;
    const asked = { action: "s3:GetObject", resource: OBJECT };
    const answers = [hidden.arn, missing].map((role) => failureOf(evaluate.mutate({ ...asked, role })));
    const [one, other] = await Promise.all(answers);
    expect(one).toEqual(other);
    expect(one?.message).toContain("ask an auditor");
    expect(one?.message).not.toContain("can_audit");
  });

  test("is not told by a denial that the role which it names is there", async () => {
    const { denials } = await tomas.api.policies.explain.mutate({ text: denialOf(hidden) });
    expect(denials[0]).not.toHaveProperty("role");
    const shown = await admin.api.policies.explain.mutate({ text: denialOf(hidden) });
    expect(shown.denials[0]).toMatchObject({ role: hidden.arn });
  });
});

test("who may use some roles is offered those, in their accounts, and no others", async () => {
  const { roles } = await priya.api.access.eligibleRoles.query({ includeCliOnly: true });
  const { choices } = await priya.api.policies.complete.mutate({ place: "principal", written: "" });
  const named = choices.map(({ label }) => label).filter((label) => /:role\//.test(label));
  expect(named.toSorted()).toEqual(roles.map(({ arn }) => arn).toSorted());
  const accounts = choices.flatMap(({ label }) => /(\d{12}):root$/.exec(label)?.[1] ?? []);
  expect(new Set(accounts)).toEqual(new Set(roles.map(({ accountId }) => accountId)));
});

describe("a denial of a role whose policies the asker may read", () => {
  const explain = async (of: Browser, text: string) => (await of.api.policies.explain.mutate({ text })).denials[0];

  test("names the statement that denies, with its text and place", async () => {
    const text = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "*", Resource: "*" },
        { Sid: "NoReports", Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::reports/*" },
      ],
    });
    const [policy] = hidden.inlinePolicies;
    const changed = {
      ...hidden,
      inlinePolicies: [{ name: policy?.name ?? "work", document: text }],
      attachedPolicies: [],
    };
    await t.app.store.roles.apply(hidden.accountId, { put: [changed] });
    const denial = await explain(
      admin,
      denialOf(hidden).replace(
        "because no identity-based policy allows the s3:GetObject action",
        "with an explicit deny in an identity-based policy",
      ),
    );
    expect(denial?.denying).toMatchObject([
      {
        name: `inline policy ${policy?.name}`,
        statement: 2,
        sid: "NoReports",
        effect: "deny",
        text: expect.stringContaining('"NoReports"'),
      },
    ]);
    expect(denial?.add).toEqual([]);
  });

  test("tells nothing of them to whoever may not read them", async () => {
    const denial = await explain(tomas, denialOf(hidden));
    expect(denial?.denying).toEqual([]);
    expect(JSON.stringify(denial)).not.toContain("NoReports");
  });
});

test("who reads the policies of a role that is not theirs is on record, once an hour for each role", async () => {
  const views = async () => {
    const { events } = await admin.api.audit.events.query({});
    return events.filter(({ command, target }) => command === "view-policies" && target === hidden.arn).length;
  };
  const anHour = async () => {
    t.pass(3_600_000);
    await admin.signIn("hye-jin.seo");
  };
  const before = await views();
  const asked = { action: "s3:GetObject", resource: OBJECT, role: hidden.arn };
  await anHour();
  for (let times = 0; times < 3; times++) await admin.api.policies.evaluate.mutate(asked);
  await admin.api.policies.compare.mutate({ first: { role: hidden.arn }, second: { role: hidden.arn } });
  expect(await views()).toBe(before + 1);
  await anHour();
  await admin.api.policies.evaluate.mutate(asked);
  expect(await views()).toBe(before + 2);
});

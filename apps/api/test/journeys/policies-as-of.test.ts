import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { IamRole } from "@gatehouse/core/role/role";
import type { Browser } from "../browser.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;
let admin: Browser;
let tomas: Browser;
let role: IamRole;
let other: IamRole;
let synced: string;

beforeAll(async () => {
  t = await createTestApp();
  synced = new Date(t.app.now()).toISOString();
  await t.sync();
  t.pass(60_000);
  [admin, tomas] = [t.browser(), t.browser()];
  await admin.signIn("hye-jin.seo");
  await tomas.signIn("tomas.arriaga");
  for await (const one of t.app.store.roles.all()) {
    if (!/^\/(aws-.*)?$/.test(one.path) && one.inlinePolicies.length + one.attachedPolicies.length > 0) role ??= one;
    if (one.accountId !== role?.accountId) other ??= one;
  }
});
afterAll(() => t.close());

const OBJECT = "arn:aws:s3:::reports/a";
const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["s3:GetObject", "sts:AssumeRole"], Resource: "*" }],
});
const denialOf = ({ accountId, name }: IamRole): string =>
  `User: arn:aws:sts::${accountId}:assumed-role/${name}/ann is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::${accountId}:user/x because no identity-based policy allows the iam:CreateUser action`;

describe("an answer names the roles whose policies it rests on, their accounts and as of when they are known", () => {
  test("where one role is asked about", async () => {
    const asked = { role: role.arn, action: "s3:GetObject", resource: OBJECT };
    const { roles } = await admin.api.policies.evaluate.mutate(asked);
    expect(roles).toMatchObject([{ arn: role.arn, name: role.name, asOf: synced }]);
    expect(roles[0]?.accountName).toBe(t.app.estate.accounts().get(role.accountId)?.name ?? "");
  });

  test("where a role is to be assumed, whose trust policy is asked, too", async () => {
    const asked = { role: role.arn, action: "sts:AssumeRole", resource: other.arn };
    const { roles } = await admin.api.policies.evaluate.mutate(asked);
    expect(roles.map(({ arn }) => arn)).toEqual([role.arn, other.arn]);
  });

  test("where two are compared, and one is compared with itself", async () => {
    const { compare } = admin.api.policies;
    const two = await compare.mutate({ first: { role: role.arn }, second: { role: other.arn } });
    expect(two.roles.map(({ arn, asOf }) => [arn, asOf])).toEqual([
      [role.arn, synced],
      [other.arn, synced],
    ]);
    const same = await compare.mutate({ first: { role: role.arn }, second: { role: role.arn } });
    expect(same.roles).toHaveLength(1);
  });

  test("where only pasted policies are asked, there is none", async () => {
    const asked = { identity: [POLICY], action: "s3:GetObject", resource: OBJECT };
    expect((await admin.api.policies.evaluate.mutate(asked)).roles).toEqual([]);
  });

  test("where a role that the asker may not see is to be assumed, it is not told", async () => {
    const asked = { identity: [POLICY], action: "sts:AssumeRole", resource: role.arn };
    expect((await tomas.api.policies.evaluate.mutate(asked)).roles).toEqual([]);
  });
});

describe("a denial of a role that the asker may see", () => {
  test("says as of when its policies are known, what blocks it next, and guesses no path", async () => {
    const { denials } = await admin.api.policies.explain.mutate({ text: denialOf(role) });
    expect(denials[0]).toMatchObject({ role: role.arn, roles: [{ arn: role.arn, asOf: synced }] });
    const notes = denials[0]?.notes.join("\n") ?? "";
    expect(notes).toContain("By the role's own policies, as far as they were read: ");
    expect(notes).not.toContain("does not tell the path");
  });

  test("tells whoever may not see it that its path is a guess, and nothing of its policies", async () => {
    const { denials } = await tomas.api.policies.explain.mutate({ text: denialOf(role) });
    expect(denials[0]?.roles).toEqual([]);
    const notes = denials[0]?.notes.join("\n") ?? "";
    expect(notes).toContain("does not tell the path");
    expect(notes).not.toContain("own policies");
  });
});

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser } from "../browser.ts";
import { failureOf } from "../failure-of.ts";
import { createTestApp, type TestApp } from "../test-app.ts";

let t: TestApp;
let tomas: Browser;

beforeAll(async () => {
  t = await createTestApp();
  await t.sync();
  tomas = t.browser();
  // Somebody who may use no role at all.
  await tomas.signIn("tomas.arriaga");
});
afterAll(() => t.close());

const policy = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const many = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => item(index));
const allow = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

describe("a policy that would keep the server from all others", () => {
  const HOSTILE: [string, string, RegExp][] = [
    ["wide patterns", policy(allow(many(4_000, (index) => `*:*${index}?*`))), /too many different actions/],
    ["misspelt actions", policy(allow(many(4_000, (index) => `ec2:Describ${index}`))), /AWS does not list/],
    ["statements", policy(...many(1_100, () => allow("s3:*"))), /00 statements, more than the 400/],
    ["mistakes", `{"Statement":[${many(40_000, () => "1").join()}]}`, /mistakes in their form/],
    ["variables", policy(allow("s3:*", "${".repeat(45_000))), /policy variables/],
    ["blanks in a variable", policy(allow("s3:*", `\${${" ".repeat(90_000)}}`)), /longer than 2048 characters/],
    ["an endless action", policy(allow(`s3:${"Get".repeat(20_000)}`)), /longer than 2048 characters/],
    [
      "an endless key",
      policy(allow("s3:*", "*", { Condition: { StringLike: { [`aws:${"x".repeat(50_000)}`]: "a" } } })),
      /longer than 2048 characters/,
    ],
    [
      "wildcards in resources",
      policy(
        allow(
          "s3:*",
          many(900, (index) => `${"a?".repeat(40)}${index}`),
        ),
      ),
      /wildcards in resources/,
    ],
    [
      "values",
      policy(allow("s3:*", "*", { Condition: { StringEquals: { "aws:PrincipalArn": many(9_000, String) } } })),
      /values of conditions/,
    ],
  ];

  test.each(HOSTILE)("is refused at every door, with what to do: %s", async (_, text, says) => {
    const { policies } = tomas.api;
    const asked = { action: "s3:GetObject", resource: "arn:aws:s3:::reports/a", identity: [text] };
    const calls = [
      () => policies.lint.mutate({ text, kind: "managed" as const }),
      () => policies.format.mutate({ text }),
      () => policies.evaluate.mutate(asked),
      () => policies.compare.mutate({ first: { policy: text }, second: { policy: text } }),
    ];
    for (const call of calls) {
      const refused = await failureOf(call());
      expect(refused).toMatchObject({ code: "too-large", status: 413 });
      expect(refused.message).toMatch(says);
      expect(refused.message).toContain("Split the policy");
    }
  });

  test("is refused also where its actions alone are sent", async () => {
    const patterns = many(100, (index) => `*:*${index}*?*`);
    const { policies } = tomas.api;
    expect(await failureOf(policies.expand.mutate({ patterns }))).toMatchObject({ code: "too-large" });
    const spot = { place: "condition-key" as const, written: "", actions: patterns };
    expect(await failureOf(policies.complete.mutate(spot))).toMatchObject({ code: "too-large" });
  });

  test("is refused for the values of the request, which are compared with those of the policy", async () => {
    const context = { "aws:username": many(50, () => "a".repeat(2_000)) };
    const asked = {
      action: "s3:GetObject",
      resource: "arn:aws:s3:::reports/a",
      identity: [policy(allow("*"))],
      context,
    };
    expect(await failureOf(tomas.api.policies.evaluate.mutate(asked))).toMatchObject({ code: "too-large" });
  });
});

test("a policy as large as AWS takes is looked at", async () => {
  const actions = many(150, (index) => (index % 3 === 0 ? `s3:Get*${index}` : `s3:PutObject${"*".repeat(index % 2)}`));
  const text = policy(...many(60, (index) => allow(actions.slice(index, index + 3), `arn:aws:s3:::bucket-${index}/*`)));
  expect(text.length).toBeGreaterThan(6_144);
  const { findings } = await tomas.api.policies.lint.mutate({ text, kind: "managed" });
  expect(findings.map(({ rule }) => rule)).toContain("size-exceeded");
});

test("a person who asks without end is asked to wait, on record once, and their tokens share the limit", async () => {
  const world = await createTestApp();
  await world.sync();
  const priya = world.browser();
  await priya.signIn("priya.raman");
  const { text } = await priya.api.tokens.create.mutate({ name: "n", scopes: ["check-policies"], days: 7 });
  const program = world.browser({ authorization: `Bearer ${text}` });
  const word = { place: "version" as const, written: "" };
  await Promise.all(many(200, () => priya.api.policies.describe.mutate(word)));
  await Promise.all(many(200, () => program.api.policies.describe.mutate(word)));
  for (const browser of [priya, program, priya])
    expect(await failureOf(browser.api.policies.complete.mutate(word))).toMatchObject({ code: "rate-limited" });
  const { events } = await priya.api.audit.events.query({});
  const refused = events.filter(({ outcome }) => outcome === "refused");
  expect(refused.map(({ command }) => command)).toEqual(["check-policies"]);
  world.pass(60_000);
  expect((await priya.api.policies.complete.mutate(word)).choices).toHaveLength(1);
  await world.close();
});

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

/** Conditions that have no value at all. */
const keys = (count: number, prefix: string): object =>
  Object.fromEntries(many(count, (index) => [`${prefix}${index}`, []]));
/** A text of many letters in a thousand spellings, which AWS takes for one. */
const cases = (text: string): string[] =>
  many(1_000, (index) =>
    text.replaceAll(/[a-z]/g, (letter, at: number) => ((index >> at) % 2 === 1 ? letter.toUpperCase() : letter)),
  );

describe("a policy that would keep the server from all others", () => {
  const HOSTILE: [string, string, RegExp][] = [
    ["wide patterns", policy(allow(many(4_000, (index) => `*:*${index}?*`))), /too many different actions/],
    ["misspelt actions", policy(allow(many(4_000, (index) => `ec2:Describ${index}`))), /AWS does not list/],
    ["statements", policy(...many(1_100, () => allow("s3:*"))), /more than the 400 statements/],
    ["mistakes", `{"Statement":[${many(40_000, () => "1").join()}]}`, /mistakes in their form/],
    [
      "names of wrong elements",
      `{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":{${many(12_000, () => '"aws":1').join()}}}}`,
      /mistakes in their form/,
    ],
    [
      "conditions without values",
      policy(allow("s3:*", "*", { Condition: { StringEquals: keys(5_000, "a:") } })),
      /750 conditions/,
    ],
    [
      "actions and resources beside each other",
      policy(
        allow(
          many(400, (index) => `s3:${index}`),
          many(400, (index) => `arn:aws:s3:::b${index}`),
        ),
      ),
      /counted for each action beside them/,
    ],
    [
      "misspelt condition keys",
      policy(allow("s3:*", "*", { Condition: { StringEquals: keys(370, "s3:x-amz-server-") } })),
      /condition keys and services that AWS does not list/,
    ],
    [
      "misspelt services",
      policy(allow("s3:*", "*", { Principal: { Service: many(900, (index) => `lamda${index}.amazonaws.com`) } })),
      /services that AWS does not list/,
    ],
    ["one action in every case", policy(allow(cases("*:describe*"))), /too many different actions/],
    ["an endless operator", policy(allow("s3:*", "*", { Condition: { ["x".repeat(50_000)]: {} } })), /2048 characters/],
    ["an endless Sid", policy(allow("s3:*", "*", { Sid: "x".repeat(50_000) })), /2048 characters/],
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

test("a policy that has something on each of 80,000 lines is told of two hundred, and how many more there are", async () => {
  const conditions = JSON.stringify({ StringEquals: keys(740, "dms:req-tag/") });
  const text = `{"Version":"2012-10-17",${"\n".repeat(80_000)}"Statement":${JSON.stringify(allow("s3:GetObject")).replace("}", "")},"Condition":${conditions}}}`;
  const { findings, more } = await tomas.api.policies.lint.mutate({ text, kind: "managed" });
  expect([findings.length, more > 500]).toEqual([200, true]);
  expect(findings[199]?.at.from.line).toBe(80_001);
});

test("a policy, a denial and a question with names that every object has are looked at like any other", async () => {
  const { policies } = tomas.api;
  const condition = `{"StringEquals":{"constructor":"x","__proto__":"x"}}`;
  const text = `{"Statement":{"Effect":"Allow","Action":["constructor:*","__proto__:*"],"Resource":"arn:aws:a*","Condition":${condition}}}`;
  const { findings } = await policies.lint.mutate({ text, kind: "managed" });
  expect(findings.filter(({ rule }) => rule === "condition-key-format").length).toBe(2);
  const event = { eventSource: "constructor.amazonaws.com", eventName: "constructor", errorCode: "AccessDenied" };
  const { denials } = await policies.explain.mutate({ text: JSON.stringify(event) });
  expect(denials.map(({ action }) => action)).toEqual([undefined]);
  const asked = { action: "s3:GetObject", resource: "arn:aws:constructor:::a", identity: [text] };
  expect(await policies.evaluate.mutate({ ...asked, context: { constructor: ["x"] } })).toMatchObject({
    effect: "implicitly-denied",
  });
  expect(await policies.compare.mutate({ first: { policy: text }, second: { policy: text } })).toMatchObject({
    verdict: "same",
  });
  expect((await policies.format.mutate({ text })).text).toContain("__proto__");
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

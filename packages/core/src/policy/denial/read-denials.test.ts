import { describe, expect, test } from "bun:test";
import { readCatalogue } from "../test/read-catalogue.ts";
import type { Denial } from "./denial.ts";
import { readDenials } from "./read-denials.ts";

const folder = `${import.meta.dir}/read-denials.cases`;
const catalogue = await readCatalogue();

/** A text or an event as published, and what it says; null is what it does not say. */
type Case = { name: string; text?: string; event?: object; expected: Record<string, unknown> };

function said({ principal, context, ...others }: Denial, otherEvents: number): Record<string, unknown> {
  const { arn, roleArn, service, federated } = principal ?? {};
  return { ...others, principal: arn, roleArn, service, federated, context, otherEvents };
}

for (const topic of [...new Bun.Glob("*.json").scanSync(folder)].toSorted()) {
  const cases = (await Bun.file(`${folder}/${topic}`).json()) as Case[];
  describe(topic, () => {
    for (const { name, text, event, expected } of cases)
      test(name, () => {
        const { denials, otherEvents } = readDenials(text ?? JSON.stringify(event), catalogue);
        expect(denials.length).toBe(1);
        const [denial] = denials;
        if (denial === undefined) return;
        const found = said(denial, otherEvents);
        for (const [key, value] of Object.entries(expected)) {
          if (key === "context") expect(denial.context).toMatchObject(value as object);
          else expect<Record<string, unknown>>({ [key]: found[key] ?? null }).toEqual({ [key]: value });
        }
      });
  });
}

test("several sentences in one text are several denials, each once", () => {
  const sentence = (action: string) =>
    `User: arn:aws:iam::123456789012:user/John is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  const text = [sentence("sqs:ListQueues"), sentence("sns:ListTopics"), sentence("sqs:ListQueues")].join("\n");
  expect(readDenials(text, catalogue).denials.map(({ action }) => action)).toEqual([
    "sqs:ListQueues",
    "sns:ListTopics",
  ]);
});

test.each([
  "",
  "{}",
  "[1]",
  "All is well.",
  '{"Records":[{"eventSource":"s3.amazonaws.com","eventName":"GetObject"}]}',
])("%p tells of no denial", (text) => {
  expect(readDenials(text, catalogue).denials).toEqual([]);
});

test("what stays unknown is said in sentences", () => {
  const [denial] = readDenials(
    "An error occurred (AccessDenied) when calling the GetObject operation: Access Denied",
    catalogue,
  ).denials;
  expect(denial?.unknown).toEqual([
    "It is not said who asked.",
    "It is not said which resource was asked for.",
    "It is not said in which account the resource lies.",
    "It is not said which kind of policy is in the way.",
  ]);
});

test.each([
  ["many beginnings of a sentence", "User: arn:aws:iam::123456789012:user/".repeat(5_000)],
  ["many backslashes", "\\".repeat(200_000)],
  ["many entities that are none", "&".repeat(200_000)],
  ["many addresses", "https://s3://".repeat(15_000)],
  ["many ARNs", "arn:aws:".repeat(25_000)],
  ["many operations that end nowhere", "deserializeAws_".repeat(13_000)],
  ["many operations of a protocol", "deserializeAws_queryA".repeat(10_000)],
  ["one service of many words", `operation error${" a".repeat(100_000)}`],
  ["one service in brackets", `(Service: ${"a".repeat(200_000)}`],
  ["many addresses that fail", `Error executing "${'a" on "http://'.repeat(15_000)}`],
])("a long text of %s is read in a time that grows with its length", (_, long) => {
  // With a quadratic step any of these would take minutes.
  expect(readDenials(`${long} Access Denied`, catalogue).denials[0]?.principal).toBeUndefined();
});

test.each([
  ["a resource of many marks", `on resource: "arn:aws:s3:::b${".".repeat(200_000)}!"`],
  [
    "a policy's ARN of many dots",
    `because no session policy allows the s3:GetObject action: arn:${".".repeat(200_000)}!`,
  ],
])("%s is read in a time that grows with its length", (_, rest) => {
  const begin = "User: arn:aws:iam::123456789012:user/John is not authorized to perform: s3:GetObject";
  expect(readDenials(`${begin} ${rest}`, catalogue).denials).toHaveLength(1);
});

test("a name that every object has is no service, operation or kind of caller", () => {
  const event = {
    eventSource: "constructor.amazonaws.com",
    eventName: "constructor",
    errorCode: "AccessDenied",
    userIdentity: { type: "constructor", accountId: "111122223333" },
  };
  const [denial] = readDenials(JSON.stringify(event), catalogue).denials;
  expect([denial?.action, denial?.context["aws:PrincipalType"]]).toEqual([undefined, undefined]);
  const [known] = readDenials(JSON.stringify({ ...event, eventSource: "s3.amazonaws.com" }), catalogue).denials;
  expect(known?.action).toBeUndefined();
});

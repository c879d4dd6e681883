import { expect, test } from "bun:test";
import { Failure } from "../failure.ts";
import { parsePolicy } from "./document.ts";
import { evaluate } from "./evaluate.ts";

const VALID = { Effect: "Allow", Action: "s3:*", Resource: "*" };

test.each([
  ["what is no JSON", "{", "not JSON"],
  ["a list", "[]", "object"],
  ["a policy without statements", "{}", "Statement"],
  ["an unknown version", { Version: "2013-01-01", Statement: VALID }, "Version"],
  ["an unknown element of the policy", { Statement: VALID, Statements: [] }, "Statements"],
  ["an unknown element of a statement", { Statement: [VALID, { ...VALID, Resources: "*" }] }, "Statement[1]"],
  ["an effect that is neither Allow nor Deny", { Statement: [{ ...VALID, Effect: "allow" }] }, "Statement[0].Effect"],
  ["a statement without an action", { Statement: [{ Effect: "Allow", Resource: "*" }] }, "Action or NotAction"],
  ["a statement with Action and NotAction", { Statement: [{ ...VALID, NotAction: "s3:*" }] }, "Action and NotAction"],
  [
    "a statement with Resource and NotResource",
    { Statement: [{ ...VALID, NotResource: "*" }] },
    "Resource and NotResource",
  ],
  [
    "a statement with Principal and NotPrincipal",
    { Statement: [{ ...VALID, Principal: "*", NotPrincipal: "*" }] },
    "Principal and NotPrincipal",
  ],
  ["an unknown kind of principal", { Statement: [{ ...VALID, Principal: { Aws: "*" } }] }, "Principal"],
  [
    "an unknown condition operator",
    { Statement: [{ ...VALID, Condition: { StringEqual: { "aws:x": "y" } } }] },
    "StringEqual",
  ],
  [
    "a condition value that is an object",
    { Statement: [{ ...VALID, Condition: { Bool: { "aws:x": {} } } }] },
    "Condition",
  ],
])("%s is refused, and the sentence names the place", (_what, policy, named) => {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy);
  expect(() => parsePolicy(text)).toThrow(
    expect.objectContaining({ code: "invalid", message: expect.stringContaining(named) }),
  );
  expect(() => parsePolicy(text)).toThrow(Failure);
});

test("every fault is told with its line and column", () => {
  const text = `{\n  "Statement": [\n    {"Effect": "Maybe", "Resource": "*"}\n  ],\n  "Versions": ""\n}`;
  const message = expect.stringMatching(/3:5 Statement\[0\].*3:16 Statement\[0\]\.Effect.*5:3 Versions/);
  expect(() => parsePolicy(text)).toThrow(expect.objectContaining({ message }));
});

test("of very many faults the first are told, and that there are more", () => {
  const statements = Array.from({ length: 20_000 }, () => "1").join();
  const message = expect.stringMatching(/^This policy cannot be read: 1:15 Statement\[0\]: .*; and \d+ more$/);
  expect(() => parsePolicy(`{"Statement":[${statements}]}`)).toThrow(expect.objectContaining({ message }));
});

test("a name that stands twice is refused, for nobody can tell which of them counts", () => {
  const text = `{"Statement": [], "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}`;
  expect(() => parsePolicy(text)).toThrow(expect.objectContaining({ message: expect.stringContaining("1:19") }));
});

test("equal texts give the same compiled document", () => {
  const read = () => parsePolicy(JSON.stringify({ Statement: VALID }));
  expect(read()).toBe(read());
});

test("a policy without a version is read by the older language", () => {
  expect(parsePolicy(JSON.stringify({ Statement: [] })).version).toBe("2008-10-17");
});

test.each([
  ["one variable of blanks", `\${${" ".repeat(400_000)}}`],
  ["one variable without the end of its default", `\${aws:username${" ".repeat(400_000)}, '}`],
  ["variables that are not closed", "${".repeat(200_000)],
])("a policy whose texts are %s is read and asked in a time that grows with its length", (_, text) => {
  // With a quadratic step each would take minutes.
  const condition = { StringEquals: { "aws:userid": text } };
  const statement = { Effect: "Allow", Action: "*", Resource: ["arn:aws:s3:::a", text], Condition: condition };
  const identity = [parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }))];
  const principal = { arn: "arn:aws:iam::111122223333:user/bob", accountId: "111122223333" };
  const asked = { principal, action: "s3:GetObject", resource: "arn:aws:s3:::a", resourceAccountId: "111122223333" };
  const decision = evaluate({ ...asked, context: {}, rest: "unknown" }, { identity, serviceControl: [] });
  expect(decision.effect).not.toBe("allowed");
});

import { expect, test } from "bun:test";
import { Failure } from "../failure.ts";
import { parsePolicy } from "./document.ts";

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

import { expect, test } from "bun:test";
import { isOneLongLine, layOut } from "./lay-out.ts";

const policy = {
  Version: "2012-10-17",
  Statement: [{ Sid: 'a "b", {c}: [d] \\', Action: ["s3:*", "sqs:*"], Condition: {}, NotResource: [], n: [1, true] }],
};

test("a policy in one line is laid out as JSON is, with its strings untouched", () => {
  expect(layOut(JSON.stringify(policy))).toBe(JSON.stringify(policy, undefined, 2));
});

test("what was laid out stays as it is, and what is no JSON loses nothing but blanks", () => {
  const laid = JSON.stringify(policy, undefined, 2);
  expect(layOut(laid)).toBe(laid);
  for (const broken of ['{"a": [1, 2', '}}{"a" "b"', '{"open: "x}, tail', "nothing of the kind"]) {
    expect(layOut(broken).replaceAll(/\s/g, "")).toBe(broken.replaceAll(/\s/g, ""));
  }
});

test("only a long line that begins as JSON does is one to lay out", () => {
  expect(isOneLongLine(`${JSON.stringify(policy)}\n`)).toBe(true);
  expect(isOneLongLine(JSON.stringify(policy, undefined, 2))).toBe(false);
  expect(isOneLongLine('{"Action": "s3:*"}')).toBe(false);
  expect(isOneLongLine("arn:".repeat(40))).toBe(false);
});

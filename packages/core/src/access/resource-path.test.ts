import { expect, test } from "bun:test";
import { parseArn } from "../arn.ts";
import { isConsoleUrl } from "./console.ts";
import { resourcePath } from "./resource-path.ts";

const pathOf = (arn: string): string | undefined => {
  const parsed = parseArn(arn);
  return parsed && resourcePath(parsed);
};

test("a role has a page of its own, with its path", () => {
  expect(pathOf("arn:aws:iam::111111111111:role/AdminRole")).toBe("/policies/edit/111111111111/iamrole/AdminRole");
  expect(pathOf("arn:aws:iam::111111111111:role/team/ReadOnly")).toBe(
    "/policies/edit/111111111111/iamrole/team/ReadOnly",
  );
});

test("another resource is a sign-in to its account that ends in its partition's console, at the resource", () => {
  const cases = {
    "arn:aws:sns:eu-west-1:111111111111:topic": "aws",
    "arn:aws:lambda:eu-west-1:111111111111:function:billing": "aws",
    "arn:aws-us-gov:dynamodb:us-gov-west-1:111111111111:table/orders": "aws-us-gov",
    "arn:aws:iam::111111111111:user/ci/bot": "aws",
  };
  for (const [arn, partition] of Object.entries(cases)) {
    const url = new URL(pathOf(arn) ?? "", "https://gatehouse.example");
    expect([arn, url.pathname]).toEqual([arn, "/role/111111111111"]);
    expect([arn, isConsoleUrl(partition, url.searchParams.get("redirect") ?? "")]).toEqual([arn, true]);
  }
});

test("a type that nobody knows has no page", () => {
  expect(pathOf("arn:aws:s3:::bucket")).toBeUndefined();
  expect(pathOf("arn:aws:made-up:eu-west-1:111111111111:thing/x")).toBeUndefined();
});

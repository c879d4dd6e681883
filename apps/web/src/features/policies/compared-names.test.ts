import { expect, test } from "bun:test";
import { namesOf } from "./compared-names.ts";

const DEV = "arn:aws:iam::111111111111:role/Engineer";
const STAGING = "arn:aws:iam::222222222222:role/team/Engineer";
const roles = [
  { arn: DEV, name: "Engineer", accountName: "payments-dev" },
  { arn: STAGING, name: "Engineer", accountName: "payments-staging" },
];

test("two roles of one name are told apart by their accounts", () => {
  const names = { first: "Engineer in payments-dev", second: "Engineer in payments-staging" };
  expect(namesOf({ first: { role: DEV }, second: { role: STAGING } }, roles)).toEqual(names);
});

test("other names are short, and what was pasted is the first or the second policy", () => {
  expect(namesOf({ first: { role: DEV }, second: { policy: "{}" } }, roles)).toEqual({
    first: "Engineer",
    second: "the second policy",
  });
});

import { expect, test } from "bun:test";
import { cliCommand, profileLine, roleLink } from "./role-link.ts";

const role = { arn: "arn:aws:iam::111111111111:role/team/Read+Only", partition: "aws" };
const gov = { arn: "arn:aws-us-gov:iam::222222222222:role/ops", partition: "aws-us-gov" };

test("a link holds the whole ARN, slashes and all", () => {
  expect(roleLink(role)).toBe("/role/arn:aws:iam::111111111111:role/team/Read+Only");
});

test("a region of another partition is left out", () => {
  expect(roleLink(role, { region: "eu-west-1" })).toEndWith("?r=eu-west-1");
  expect(roleLink(gov, { region: "eu-west-1" })).not.toContain("?");
  expect(roleLink(gov, { region: "us-gov-west-1" })).toEndWith("?r=us-gov-west-1");
});

test("a destination survives as it is, and signing out first is asked for in the link", () => {
  const redirect = "https://console.aws.amazon.com/sqs/v3/home?region=eu-west-1#/queues?a=1&b=2";
  const link = new URL(roleLink(role, { redirect, signOutFirst: true }), "http://localhost");
  expect(link.searchParams.get("redirect")).toBe(redirect);
  expect(link.searchParams.get("logout")).toBe("1");
});

test("the commands name the role by its ARN", () => {
  expect(cliCommand(gov.arn)).toBe(`eval "$(weep export ${gov.arn})"`);
  expect(profileLine(gov.arn)).toBe(`credential_process = weep credential_process ${gov.arn}`);
});

import { expect, test } from "bun:test";
import { aRole } from "../../../test/a-role.ts";
import { countEnvironments, filterRoles, searchable } from "./filter-roles.ts";

const roles = [
  aRole({ name: "settlement-writer", environment: "prod", description: "Writes the nightly reports" }),
  aRole({ name: "reader", accountId: "222222222222", accountName: "data-dev", environment: "dev", units: ["Data"] }),
  aRole({ name: "ops", accountId: "333333333333", accountName: "odd [1]" }),
];
const names = (text: string, environment?: "prod" | "dev") =>
  filterRoles(searchable(roles), { text, environment }).map((role) => role.name);

test("every word must be found, in any order, whatever the case", () => {
  expect(names("PROD settle")).toEqual(["settlement-writer"]);
  expect(names("settle data")).toEqual([]);
});

test("an account id, an ARN, a description and a unit are found", () => {
  expect(names("2222")).toEqual(["reader"]);
  expect(names("arn:aws:iam::333333333333:role/ops")).toEqual(["ops"]);
  expect(names("nightly")).toEqual(["settlement-writer"]);
  expect(names("data")).toEqual(["reader"]);
});

test("what is typed is text, never a pattern", () => {
  expect(names("[")).toEqual(["ops"]);
  expect(names(".*")).toEqual([]);
});

test("no text keeps every role, the last one too", () => {
  expect(names("  ")).toHaveLength(3);
});

test("an environment narrows, and a role without one is counted apart", () => {
  expect(names("", "dev")).toEqual(["reader"]);
  expect(countEnvironments(roles)).toEqual({ prod: 1, staging: 0, dev: 1, sandbox: 0, none: 1 });
});

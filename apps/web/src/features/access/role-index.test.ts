import { expect, test } from "bun:test";
import { aRole } from "../../../test/a-role.ts";
import { countMatches, firstMatches, indexRoles } from "./role-index.ts";

const index = indexRoles([
  aRole({ name: "ops", accountId: "333333333333", accountName: "odd [1]" }),
  aRole({ name: "reader", accountId: "222222222222", accountName: "data-dev", environment: "dev", units: ["Data"] }),
  aRole({ name: "settlement-writer", environment: "prod", description: "Writes the nightly reports" }),
]);
const names = (text: string, environment?: "prod" | "dev") =>
  firstMatches(index, { text, environment }, 60).roles.map((role) => role.name);

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

test("production stands first, accounts without an environment last, then names decide", () => {
  const shuffled = indexRoles([
    aRole({ accountId: "1", accountName: "odd" }),
    aRole({ accountId: "2", accountName: "b-dev", environment: "dev" }),
    aRole({ accountId: "3", accountName: "b-prod", environment: "prod", name: "b" }),
    aRole({ accountId: "3", accountName: "b-prod", environment: "prod", name: "a" }),
    aRole({ accountId: "4", accountName: "a-prod", environment: "prod" }),
  ]);
  const { roles } = firstMatches(shuffled, { text: "", environment: undefined }, 60);
  expect(roles.map(({ accountName, name }) => `${accountName} ${name}`)).toEqual([
    "a-prod reader",
    "b-prod a",
    "b-prod b",
    "b-dev reader",
    "odd reader",
  ]);
});

test("so many are answered, and whether there are more; a list of exactly so many has no more", () => {
  expect(firstMatches(index, { text: "", environment: undefined }, 2)).toMatchObject({ more: true });
  const all = firstMatches(index, { text: "", environment: undefined }, 3);
  expect(all.roles).toHaveLength(3);
  expect(all.more).toBe(false);
});

test("an environment narrows, and a role without one is counted apart", () => {
  expect(names("", "dev")).toEqual(["reader"]);
  expect(countMatches(index, "")).toEqual({ prod: 1, staging: 0, dev: 1, sandbox: 0, none: 1 });
  expect(countMatches(index, "ops")).toEqual({ prod: 0, staging: 0, dev: 0, sandbox: 0, none: 1 });
});

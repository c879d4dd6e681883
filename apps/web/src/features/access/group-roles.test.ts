import { expect, test } from "bun:test";
import { aRole } from "../../../test/a-role.ts";
import { firstRows, groupRoles } from "./group-roles.ts";

const inAccount = (accountId: string, accountName: string, about: Parameters<typeof aRole>[0] = {}) =>
  aRole({ accountId, accountName, ...about });

test("production stands first, accounts without an environment last, then names decide", () => {
  const groups = groupRoles([
    inAccount("1", "odd"),
    inAccount("2", "b-dev", { environment: "dev" }),
    inAccount("3", "b-prod", { environment: "prod" }),
    inAccount("4", "a-prod", { environment: "prod" }),
  ]);
  expect(groups.map((group) => group.accountName)).toEqual(["a-prod", "b-prod", "b-dev", "odd"]);
});

test("two accounts of one name stay two groups, and the list that was given is not changed", () => {
  const roles = [inAccount("1", "same", { name: "b" }), inAccount("2", "same"), inAccount("1", "same", { name: "a" })];
  const groups = groupRoles(Object.freeze(roles));
  expect(groups.map((group) => group.roles.map((role) => role.name))).toEqual([["a", "b"], ["reader"]]);
});

test("so many rows are drawn, a group is cut where it must be, and the rest is counted", () => {
  const roles = ["1", "2", "3"].flatMap((id) => [inAccount(id, id, { name: "a" }), inAccount(id, id, { name: "b" })]);
  const { shown, rest } = firstRows(groupRoles(roles), 3);
  expect(shown.map((group) => group.roles.length)).toEqual([2, 1]);
  expect(rest).toBe(3);
  expect(firstRows(groupRoles(roles), 60).rest).toBe(0);
});

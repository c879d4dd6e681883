import { expect, test } from "bun:test";
import { aRole } from "../../../test/a-role.ts";
import { groupRoles } from "./group-roles.ts";

test("two accounts of one name stay two groups, each with how many roles it has in all", () => {
  const roles = [
    aRole({ accountId: "1", accountName: "same", name: "a" }),
    aRole({ accountId: "1", accountName: "same", name: "b" }),
    aRole({ accountId: "2", accountName: "same", name: "a" }),
  ];
  const groups = groupRoles(roles, new Map([["1", 5]]));
  expect([...groups.values()].map(({ accountId, roles: shown, of }) => [accountId, shown.length, of])).toEqual([
    ["1", 2, 5],
    ["2", 1, 0],
  ]);
});

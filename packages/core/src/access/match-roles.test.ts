import { expect, test } from "bun:test";
import { role, account, worldOf } from "../../test/access-world.ts";
import { eligibleRoles } from "./eligible-roles.ts";
import { matchRoles } from "./match-roles.ts";

const tags = { "consoleme-authorized": "g" };
const world = worldOf({
  accounts: [account()],
  roles: [
    role({ name: "AdminRole", tags }),
    role({ name: "ReadOnly", path: "/team/", tags }),
    role({ name: "ReadOnlyInstanceProfile", tags }),
    role({ name: "NotMine", tags: { "consoleme-authorized": "others" } }),
  ],
});
const mine = eligibleRoles({ kind: "person", name: "ann@corp.example", groups: ["g"] }, world);
const match = (query: string) => matchRoles(mine, query).map(({ name }) => name);

test("a text means every role whose ARN has it, in any case, and an empty one means none", () => {
  expect(match("adminrole")).toEqual(["AdminRole"]);
  expect(match("ReadOnly")).toEqual(["ReadOnly", "ReadOnlyInstanceProfile"]);
  expect(match("role/team/")).toEqual(["ReadOnly"]);
  expect(match("NotMine")).toEqual([]);
  expect(match("")).toEqual([]);
  expect(match("  ")).toEqual([]);
});

test("a whole ARN means its role alone, in any case, and never one that begins like it", () => {
  expect(match("arn:aws:iam::111111111111:role/adminrole")).toEqual(["AdminRole"]);
  expect(match("arn:aws:iam::111111111111:role/Admin")).toEqual([]);
});

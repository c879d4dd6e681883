import { expect, test } from "bun:test";
import type { Person } from "../actor.ts";
import { eligibleRoles } from "./eligible-roles.ts";
import { findRoles } from "./find-roles.ts";
import { account, role, trusting, worldOf } from "../../test/access-world.ts";

const ann: Person = { kind: "person", name: "ann@corp.example", groups: ["g"] };
const tags = { "consoleme-authorized": "g" };
const world = worldOf({
  accounts: [account(), account({ id: "222222222222", name: "data-prod" })],
  roles: [
    role({ name: "ops-admin", tags }),
    role({ name: "Settlement-Writer", path: "/team/", tags }),
    role({ name: "settlement-reader", accountId: "222222222222", tags }),
    role({ name: "cli", tags: { "consoleme-owner-dl": "g" } }),
    role({ name: "closed", tags, trustPolicy: trusting("arn:aws:iam::888888888888:root") }),
    role({ name: "ops", tags: { "consoleme-authorized": "others" } }),
  ],
});
const mine = eligibleRoles(ann, world);
const find = (query: string) => findRoles(mine, query).roles.map(({ name }) => name);

test("a deep link means an exact ARN, else an account, else part of an ARN or name, in any case", () => {
  const cases: Record<string, string[]> = {
    "arn:aws:iam::111111111111:role/team/Settlement-Writer": ["Settlement-Writer"],
    "ARN:AWS:IAM::111111111111:ROLE/TEAM/SETTLEMENT-WRITER": ["Settlement-Writer"],
    "222222222222": ["settlement-reader"],
    settlement: ["settlement-reader", "Settlement-Writer"],
    "role/team/": ["Settlement-Writer"],
    "111111111111:role/ops-": ["ops-admin"],
    "data-prod": ["settlement-reader"],
    " ops-admin ": ["ops-admin"],
  };
  for (const [query, expected] of Object.entries(cases)) expect(find(query)).toEqual(expected);
});

test("a whole ARN never ends in another role whose name merely begins like it", () => {
  expect(findRoles(mine, "arn:aws:iam::111111111111:role/ops")).toEqual({
    roles: [],
    problem:
      "None of your roles matches “arn:aws:iam::111111111111:role/ops”. A role like that may be granted to a group you are not in.",
  });
});

test("only roles that the console can open now are found, and what was found instead is said", () => {
  expect(findRoles(mine, "cli")).toEqual({
    roles: [],
    problem: "You may use cli in payments-prod from the CLI only, not in the console.",
  });
  expect(findRoles(mine, "closed").problem).toStartWith(
    "You are granted closed in payments-prod, but it cannot be used now.",
  );
  expect(findRoles(mine, " ").problem).toBe("The link names no role.");
});

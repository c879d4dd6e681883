import { expect, test } from "bun:test";
import type { Person } from "../actor.ts";
import { summarizeAccess } from "./access-summary.ts";
import { explainRole as explain } from "./explain-role.ts";
import { skeleton } from "./near-misses.ts";
import { account, role, TAGS, trusting, worldOf } from "../../test/access-world.ts";

const tomas: Person = { kind: "person", name: "tomas@corp.example", groups: ["all-staff", "contractors-2026"] };
type Asked = ReturnType<typeof worldOf> & { namesPeople?: boolean };
const explainRole = (person: Person, query: string, world: Asked) =>
  explain(person, query, { namesPeople: false, ...world });
const authorized = (value: string) => ({ "consoleme-authorized": value });

test("each verdict is answered with the rule that decides it", () => {
  const world = worldOf({
    roles: [
      role({ name: "console", tags: authorized("all-staff") }),
      role({ name: "byname", tags: authorized("Tomas@corp.example") }),
      role({ name: "cli", tags: { "consoleme-owner-dl": "all-staff" } }),
      role({ name: "closed", tags: authorized("all-staff"), trustPolicy: trusting("arn:aws:iam::888888888888:root") }),
      role({ name: "lastyear", tags: authorized("contractors-2025") }),
      role({ name: "others", tags: authorized("payments") }),
      role({ name: "nobodys" }),
    ],
  });
  const cases: [string, string, string][] = [
    ["console", "console-and-cli", "its tag consoleme-authorized names your group all-staff."],
    ["byname", "console-and-cli", "its tag consoleme-authorized names you."],
    ["cli", "cli-only", "from the CLI only, as its tag consoleme-owner-dl names your group all-staff."],
    ["closed", "unusable", "but it cannot be used now. Its trust policy"],
    ["lastyear", "not-granted", "names contractors-2025, and you are in contractors-2026."],
    ["others", "not-granted", "No rule of this role names you or any of your 2 groups."],
    ["nobodys", "not-granted", "No rule grants this role to anybody"],
  ];
  for (const [name, verdict, answer] of cases) {
    const [explanation] = explainRole(tomas, role({ name }).arn, world);
    expect(explanation?.verdict as string).toBe(verdict);
    expect(explanation?.answer).toContain(answer);
  }
  expect(explainRole(tomas, role({ name: "others" }).arn, world)[0]?.grantedTo).toEqual([
    { identity: "payments", use: "console-and-cli", rule: { kind: "tag", tag: "consoleme-authorized" } },
  ]);
});

test("a question that many roles match is answered for ten, of which those of exactly that name come first", () => {
  const many = Array.from({ length: 300 }, (_, at) => role({ name: `Worker-${at}` }));
  const last = role({ name: "Worker", accountId: "222222222222" });
  const explained = explainRole(tomas, "worker", worldOf({ roles: [...many, last] }));
  expect(explained).toHaveLength(10);
  expect(explained[0]?.arn).toBe(last.arn);
});

test("a question is no pattern", () => {
  const world = worldOf({ roles: [role({ name: "a.b" }), role({ name: "axb" })] });
  expect(explainRole(tomas, "a.b", world).map(({ name }) => name)).toEqual(["a.b"]);
});

test("a role may be asked for by any part of its ARN or by its account's name; nothing matches an empty question", () => {
  const world = worldOf({
    accounts: [account({ name: "Payments Prod" })],
    roles: [role({ name: "ops", path: "/team/" })],
  });
  for (const query of ["OPS", "team/", "111111111111", "payments prod"]) {
    expect(explainRole(tomas, query, world)).toHaveLength(1);
  }
  for (const query of ["", "  ", "absent"]) expect(explainRole(tomas, query, world)).toEqual([]);
});

test("who is granted a role by name is told to admins alone, others learn the groups and how many people", () => {
  const roles = [role({ name: "ops", tags: authorized("ann@corp.example:Bob@corp.example:payments") })];
  const [told] = explainRole(tomas, "ops", worldOf({ roles }));
  expect(told?.grantedTo.map(({ identity }) => identity)).toEqual(["payments"]);
  expect(told?.grantedToPeople).toBe(2);
  expect(JSON.stringify(told)).not.toContain("@corp.example");
  const [all] = explainRole(tomas, "ops", { ...worldOf({ roles }), namesPeople: true });
  expect(all?.grantedTo.map(({ identity }) => identity)).toEqual(["ann@corp.example", "bob@corp.example", "payments"]);
  expect(all?.grantedToPeople).toBe(0);
});

test("the summary says who sign-on named, which rules there are and which nearly name the person", () => {
  const world = worldOf({
    roles: [
      role({ name: "a", tags: authorized("contractors-2025") }),
      role({ name: "b", tags: authorized("contractors-2025:Contractors_2026") }),
      role({ name: "c", tags: { "consoleme-owner-dl": "payments" } }),
    ],
  });
  const rules = { tags: TAGS, settings: { group_mapping: { ops: { roles: [], cli_only_roles: [] } } } };
  expect(summarizeAccess(tomas, world, rules)).toEqual({
    person: "tomas@corp.example",
    groups: ["all-staff", "contractors-2026"],
    rolesLookedAt: 3,
    tags: [
      { tag: "consoleme-authorized", roles: 2, use: "console-and-cli" },
      { tag: "consoleme-owner-dl", roles: 1, use: "cli-only" },
    ],
    mappedIdentities: 1,
    nearMisses: [
      { yours: "contractors-2026", named: "contractors-2025", roles: 2 },
      { yours: "contractors-2026", named: "Contractors_2026", roles: 1 },
    ],
  });
});

test("a year, a case, a separator or a plural makes a near miss, and other words do not", () => {
  for (const name of ["contractors-2025", "Contractors_2026", "contractor 26"])
    expect(skeleton(name)).toBe(skeleton("contractors-2026"));
  for (const name of ["contractors", "constructors-2026", "contractors-2026@corp.example"])
    expect(skeleton(name)).not.toBe(skeleton("contractors-2026"));
});

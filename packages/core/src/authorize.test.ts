import { expect, test } from "bun:test";
import type { Actor, Person } from "./actor.ts";
import { type Authority, authorityOf } from "./admin-groups.ts";
import { authorize } from "./authorize.ts";
import { type Command, COMMANDS, TOKEN_COMMANDS } from "./commands.ts";

const NOBODY: Authority["groups"] & { can_delete_roles: string[] } = {
  can_admin: [],
  can_admin_policies: [],
  can_create_roles: [],
  can_delete_iam_principals: [],
  can_delete_roles: [],
  can_edit_config: [],
  can_audit: [],
};

const AUTHORITY = authorityOf([
  {
    ...NOBODY,
    can_admin: ["gatehouse-admins", "Boss@corp.example"],
    can_admin_policies: ["policy-admins"],
    can_create_roles: ["role-makers"],
    can_edit_config: ["config-editors"],
    can_audit: ["auditors"],
  },
  { ...NOBODY, can_delete_roles: ["role-breakers"] },
]);

const person = (name: string, ...groups: string[]): Person => ({ kind: "person", name, groups });
const byToken = (owner: Person, scopes: readonly string[]): Person => ({
  ...owner,
  token: { id: "token_1", name: "nightly", scopes: [...scopes] },
});

const ANN = person("ann@corp.example", "all-staff");
const HYE_JIN = person("hye-jin@corp.example", "gatehouse-admins");

const ACTORS = {
  anyone: ANN,
  alike: person("gatehouse-admins@corp.example", "gatehouse-admins-old", "Gatehouse-Admins", ""),
  adminByGroup: HYE_JIN,
  adminByName: person("boss@corp.example"),
  policyAdmin: person("pol@corp.example", "policy-admins"),
  roleMaker: person("mak@corp.example", "role-makers"),
  roleBreaker: person("bre@corp.example", "role-breakers"),
  configEditor: person("edi@corp.example", "config-editors"),
  auditor: person("aud@corp.example", "auditors"),
  system: { kind: "system", name: "sync-estate" },
  scopedToken: byToken(ANN, COMMANDS),
  scopedAdminToken: byToken(HYE_JIN, COMMANDS),
  unscopedToken: byToken(ANN, []),
  unscopedAdminToken: byToken(HYE_JIN, []),
} satisfies Record<string, Actor>;
type Kind = keyof typeof ACTORS;

const EVERY_PERSON: readonly Kind[] = [
  "anyone",
  "alike",
  "adminByGroup",
  "adminByName",
  "policyAdmin",
  "roleMaker",
  "roleBreaker",
  "configEditor",
  "auditor",
];
const EVERYONE: readonly Kind[] = [...EVERY_PERSON, "scopedToken", "scopedAdminToken"];
const ADMINS: readonly Kind[] = ["adminByGroup", "adminByName", "scopedAdminToken"];

/** Who may do what, in full: a command without a row does not compile. */
const MAY: Record<Command, readonly Kind[]> = {
  "list-eligible-roles": EVERYONE,
  "explain-role": EVERYONE,
  "check-policies": EVERYONE,
  "evaluate-access": EVERYONE,
  "view-policies": [...ADMINS, "policyAdmin", "auditor"],
  "sign-in-to-console": EVERY_PERSON,
  "save-preferences": EVERYONE,
  "view-jobs": EVERYONE,
  "run-job": [...ADMINS, "system"],
  "confirm-removal": [...ADMINS, "system"],
  "view-settings": [...ADMINS, "configEditor", "auditor"],
  "edit-settings": [...ADMINS, "configEditor"],
  "view-own-audit": EVERYONE,
  "view-audit": [...ADMINS, "auditor"],
  "view-profile": EVERY_PERSON,
  "list-tokens": EVERY_PERSON,
  "create-token": EVERY_PERSON,
  "revoke-token": EVERY_PERSON,
  "answer-cli-login": EVERY_PERSON,
  "manage-cli-logins": EVERY_PERSON,
  "end-cli-logins-of-others": ["adminByGroup", "adminByName", "system"],
  "issue-cli-credentials": EVERY_PERSON,
  "sign-out": EVERY_PERSON,
  "end-access-of-others": ADMINS,
};

test("every command is allowed to exactly the kinds of actor that the table names, and says why", () => {
  for (const command of COMMANDS) {
    for (const [kind, actor] of Object.entries(ACTORS)) {
      const { allowed, because } = authorize(actor, command, AUTHORITY);
      expect([command, kind, allowed]).toEqual([command, kind, MAY[command].includes(kind as Kind)]);
      expect(because).not.toBe("");
    }
  }
});

test("a token scoped to one command runs that one, what is part of it and no other, and never more than its owner", () => {
  for (const scope of COMMANDS) {
    const actor = byToken(ANN, [scope]);
    for (const command of COMMANDS) {
      const covered = command === scope || (command === "view-own-audit" && scope === "view-audit");
      const expected = covered && MAY[command].includes("scopedToken");
      expect([scope, command, authorize(actor, command, AUTHORITY).allowed]).toEqual([scope, command, expected]);
    }
  }
  expect(authorize(byToken(ANN, ["run-job"]), "run-job", AUTHORITY).because).toContain("groups.can_admin");
});

test("no token can be scoped to what belongs to a person's own session", () => {
  expect(TOKEN_COMMANDS).not.toContain("create-token");
  expect(TOKEN_COMMANDS).not.toContain("sign-out");
  expect(TOKEN_COMMANDS).not.toContain("sign-in-to-console");
});

test("where no admin is named, nobody but Gatehouse itself passes for one", () => {
  for (const authority of [authorityOf([NOBODY]), authorityOf([{ ...NOBODY, can_admin: [""] }])]) {
    for (const [kind, actor] of Object.entries(ACTORS)) {
      expect([kind, authorize(actor, "run-job", authority).allowed]).toEqual([kind, kind === "system"]);
    }
  }
});

test("an installation that lower-cases groups compares admin groups so as well", () => {
  const named = { ...NOBODY, can_admin: ["Gatehouse-Admins"] };
  expect(authorize(HYE_JIN, "run-job", authorityOf([named])).allowed).toBe(false);
  expect(authorize(HYE_JIN, "run-job", authorityOf([named], { lowerCaseGroups: true })).allowed).toBe(true);
});

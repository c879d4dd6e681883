import { expect, test } from "bun:test";
import { checkSettings, sayFinding } from "./check-settings.ts";

const say = (text: string): string[] =>
  checkSettings(text).findings.map((finding) => `${finding.severity} ${sayFinding(finding)}`);

const ARN = "arn:aws:iam::111111111111:role/ops";

test("settings that are used in full have nothing said of them", () => {
  const text = `
# who may use what
group_mapping:
  all-staff: { roles: [${ARN}], cli_only_roles: [${ARN}] }
groups: { can_admin: [a], can_edit_config: [b] }
no_ip_restrictions: { ci: { roles: ["*"] } }
`;
  expect(say(text)).toEqual([]);
  expect(checkSettings(text).settings?.group_mapping["all-staff"]?.roles).toEqual([ARN]);
});

test.each([
  [
    "a key that stands twice",
    "groups:\n  can_admin: [a]\n  can_admin: [b]\n",
    "error line 3, column 3: groups.can_admin: this key stands here twice",
  ],
  [
    "a list that is none",
    "groups:\n  can_admin: everybody\n",
    "error line 2, column 14: groups.can_admin: expected a list, but this is a string",
  ],
  ["YAML that does not end", "groups: [", "error line 1, column 10: groups: Flow sequence"],
  ["a wrong indentation", "group_mapping:\n  a:\n    roles:\n  - x\n", "error line 3, column 11"],
  ["a text in place of a map", "just words", "error line 1, column 1: expected a map, but this is a string"],
  ["two documents in one", "a: 1\n---\nb: 2\n", "error line 2, column 1"],
  ["a tab for indentation", "groups:\n\tcan_admin: [a]\n", "error line 2, column 1"],
])("%s is an error with its place", (...[, text, expected]) => {
  expect(say(text)[0]).toStartWith(expected);
  expect(checkSettings(text).settings).toBeUndefined();
});

test("an unknown key is kept and warned of, with the nearest that is known", () => {
  const { settings } = checkSettings("group_maping: {}\nsomething_else: 1\n");
  expect(settings).toMatchObject({ group_maping: {}, something_else: 1 });
  expect(say("group_maping: {}\nsomething_else: 1\n")).toEqual([
    'warning line 1, column 1: group_maping: unknown key, kept without effect; did you mean "group_mapping"?',
    "warning line 2, column 1: something_else: unknown key, kept without effect",
  ]);
  expect(say("group_mapping:\n  ops:\n    role: []\n")[0]).toContain('did you mean "roles"?');
});

test("what the incumbent uses and we do not is told apart from a mistake", () => {
  const text = "permission_templates: []\ngroups: { can_admin: [a], can_admin_restricted: [b] }\n";
  expect(say(text)).toEqual([
    "warning line 1, column 1: permission_templates: is kept, and not used by Gatehouse",
    "warning line 2, column 27: groups.can_admin_restricted: is kept, and not used by Gatehouse",
  ]);
});

test("a role that is none, and an account id that YAML reads as an octal number, are warned of", () => {
  expect(say("group_mapping:\n  ops:\n    roles:\n      - ops-admin\n")).toEqual([
    "warning line 4, column 9: group_mapping.ops.roles.0: this is not the ARN of a role, so it grants nothing",
  ]);
  const names = say('account_ids_to_name: { 111111111111: payments, 012345670123: ops, "012345678901": [ops, alias] }');
  expect(names.map((line) => line.split(": ").at(-1))).toEqual([
    "accounts are named by AWS Organizations, or under accounts in gatehouse.yaml",
    "an account id has 12 digits; one that begins with 0 must stand in quotes",
  ]);
});

test("empty settings are allowed and said to be empty", () => {
  for (const text of ["", "# only a comment\n", "{}"]) {
    expect(checkSettings(text).settings).toBeDefined();
    expect(say(text)[0]).toContain("these settings are empty");
  }
});

test("anchors that unfold without end are refused", () => {
  const levels = Array.from({ length: 9 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(9)}*l${at}]`);
  const text = `l0: &l0 [x]\n${levels.join("\n")}\n`;
  expect(say(text)[0]).toStartWith("error line 1, column 1: ");
});

test("a merge key works as the incumbent reads it", () => {
  const text = `base: &base\n  roles: [${ARN}]\ngroup_mapping:\n  ops:\n    <<: *base\n`;
  expect(checkSettings(text).settings?.group_mapping["ops"]?.roles).toEqual([ARN]);
});

const many = (head: string, line: (at: number) => string): string =>
  `${head}\n${Array.from({ length: 3_000 }, (_, at) => line(at)).join("")}`;

test.each([
  ["keys of one map", many("accounts:", (at) => `  a${at}: 1\n  b${at}: 1\n`)],
  ["keys that are unknown", many("groups:", (at) => `  something_unknown_${at}: 5\n`)],
  ["lists that are none", many("group_mapping:", (at) => `  group-${at}: { roles: 5 }\n`)],
  ["maps that do not end", "{a: ".repeat(2_000)],
  ["letters in a key", `? ${"a".repeat(200_000)}\n: 1\n`],
])("of many thousand %s a hundred at most are told of", (...[, text]) => {
  const { findings } = checkSettings(text);
  expect(findings.length).toBeLessThanOrEqual(100);
  expect(Math.max(0, ...findings.map(({ key }) => key.split(".").length))).toBeLessThanOrEqual(20);
});

test("a key that stands twice is told of wherever it stands, and merge keys may stand side by side", () => {
  const text = "a: &a { x: 1, x: 2 }\nb:\n  - c: 1\n    c: 2\n";
  expect(say(text).filter((line) => line.startsWith("error"))).toEqual([
    "error line 1, column 15: a.x: this key stands here twice: only one of the two can be meant",
    "error line 4, column 5: b: this key stands here twice: only one of the two can be meant",
  ]);
  expect(checkSettings("a: &a { x: 1 }\nb: { <<: *a, <<: *a, y: 2 }\n").settings).toBeDefined();
});

import { expect, test } from "bun:test";
import { role, worldOf } from "../../test/access-world.ts";
import type { Person } from "../actor.ts";
import { authorityOf } from "../admin-groups.ts";
import { Settings } from "../settings.ts";
import type { AccessChange, SettingsEffect } from "./effect.ts";
import { settingsEffect } from "./settings-effect.ts";

const ANN: Person = { kind: "person", name: "ann@corp.example", groups: ["editors"] };
const PAY = "arn:aws:iam::111111111111:role/pay";
const OPS = "arn:aws:iam::111111111111:role/ops";
const ROLES = [
  role({ name: "pay", tags: { "consoleme-authorized": "payments", "consoleme-owner-dl": "all-staff" } }),
  role({ name: "ops" }),
];

const standing = (settings: object) => {
  const parsed = Settings.parse(settings);
  return { settings: parsed, authority: authorityOf([parsed.groups]) };
};
const effect = (before: object, after: object): SettingsEffect =>
  settingsEffect(ANN, { before: standing(before), after: standing(after) }, worldOf({ roles: ROLES }));
const words = (changes: readonly AccessChange[]): string[] =>
  changes.map(({ identity, role: { name, arn }, from, to }) => `${identity} ${name ?? arn}: ${from} → ${to}`);

test("a grant that is added is a gain, one that is taken away a loss, and one that stays is neither", () => {
  const { gains, losses, gainCount, lossCount } = effect(
    { group_mapping: { ops: { roles: [OPS] }, "Bo@corp.example": { roles: [PAY] } } },
    { group_mapping: { ops: { roles: [OPS], cli_only_roles: [PAY] } } },
  );
  expect(words(gains)).toEqual(["ops pay: none → cli-only"]);
  expect(words(losses)).toEqual(["bo@corp.example pay: console-and-cli → none"]);
  expect([gainCount, lossCount]).toEqual([1, 1]);
});

test("what a role's own tags grant anyway is neither gained nor lost by the settings", () => {
  expect(effect({}, { group_mapping: { payments: { roles: [PAY] } } }).gainCount).toBe(0);
  expect(effect({ group_mapping: { payments: { roles: [PAY] } } }, {}).lossCount).toBe(0);
  const more = effect({}, { group_mapping: { "all-staff": { roles: [PAY] } } });
  expect(words(more.gains)).toEqual(["all-staff pay: cli-only → console-and-cli"]);
});

test("moving a grant from the console to the CLI alone is a loss", () => {
  const { losses } = effect(
    { group_mapping: { ops: { roles: [OPS] } } },
    { group_mapping: { ops: { cli_only_roles: [OPS] } } },
  );
  expect(words(losses)).toEqual(["ops ops: console-and-cli → cli-only"]);
});

test("a role that is not in the estate is named by its ARN alone", () => {
  const unknown = "arn:aws:iam::999999999999:role/gone";
  const { gains } = effect({}, { group_mapping: { ops: { roles: [unknown] } } });
  expect(gains.map((gain) => gain.role)).toEqual([{ arn: unknown }]);
});

test("people and groups that come into or out of an admin group or the network exceptions are named", () => {
  const { named } = effect(
    { groups: { can_admin: ["old"] }, no_ip_restrictions: { ops: { roles: [OPS] } } },
    { groups: { can_admin: ["new"] }, no_ip_restrictions: { ops: { roles: ["*"] } } },
  );
  expect(named.map(({ list, identity, change }) => `${change} ${identity}: ${list}`)).toEqual([
    "added new: groups.can_admin",
    "removed old: groups.can_admin",
    "added ops: no_ip_restrictions for all roles",
    `removed ops: no_ip_restrictions for ${OPS}`,
  ]);
});

test("taking one's own right to edit the settings is told, taking somebody else's is not", () => {
  const mine = { groups: { can_edit_config: ["editors", "others"] } };
  expect(effect(mine, { groups: { can_edit_config: ["others"] } }).locksOut).toBe(true);
  expect(effect(mine, { groups: { can_edit_config: ["editors"] } }).locksOut).toBe(false);
  expect(effect({}, {}).locksOut).toBe(false);
});

test("of very many changes the first two hundred are named and all are counted", () => {
  const roles = Array.from({ length: 300 }, (_, at) => `arn:aws:iam::111111111111:role/r${at}`);
  const { gains, gainCount } = effect({}, { group_mapping: { ops: { roles } } });
  expect([gains.length, gainCount]).toEqual([200, 300]);
});

import { expect, test } from "bun:test";
import { Settings } from "../settings.ts";
import type { Grant } from "./grant.ts";
import { grantsFromHooks } from "./grants-from-hooks.ts";
import { grantsFromSettings } from "./grants-from-settings.ts";
import { grantsFromTags } from "./grants-from-tags.ts";
import { role, TAGS } from "../../test/access-world.ts";

const short = (grants: Grant[]) => grants.map(({ identity, use }) => `${identity} ${use}`);

test("each tag value is split at colons, empty parts ignored, and a name counts once a tag", () => {
  const cases: Record<string, string[]> = {
    payments: ["payments console-and-cli"],
    "payments:data-platform": ["payments console-and-cli", "data-platform console-and-cli"],
    "::payments: :payments:": ["payments console-and-cli"],
    " payments : Ann@Corp.example ": ["payments console-and-cli", "ann@corp.example console-and-cli"],
    "": [],
  };
  for (const [value, expected] of Object.entries(cases)) {
    expect(short(grantsFromTags(role({ name: "r", tags: { "consoleme-authorized": value } }), TAGS))).toEqual(expected);
  }
});

test("e-mails are compared lower-cased, groups exactly, unless the settings lower-case them", () => {
  const tagged = role({ name: "r", tags: { "consoleme-authorized": "Payments:Ann@Corp.example" } });
  expect(short(grantsFromTags(tagged, TAGS))).toEqual(["Payments console-and-cli", "ann@corp.example console-and-cli"]);
  expect(short(grantsFromTags(tagged, TAGS, { lowerCaseGroups: true }))).toEqual([
    "payments console-and-cli",
    "ann@corp.example console-and-cli",
  ]);
});

test("a grant remembers the tag that made it, and a CLI-only tag grants the CLI alone", () => {
  const tagged = role({ name: "r", tags: { "consoleme-owner-dl": "payments", constructor: "x" } });
  expect(
    grantsFromTags(tagged, { console_and_cli: ["toString", "consoleme-authorized"], cli_only: TAGS.cli_only }),
  ).toEqual([
    { identity: "payments", roleArn: tagged.arn, use: "cli-only", rule: { kind: "tag", tag: "consoleme-owner-dl" } },
  ]);
});

test("group_mapping grants its roles, its cli_only_roles for the CLI alone, and each grant names its key", () => {
  const arn = role({ name: "ops", path: "/team/" }).arn;
  const settings = Settings.parse({
    group_mapping: { "Ann@Corp.example": { roles: [arn, arn], cli_only_roles: ["other"] }, ops: {} },
  });
  expect(grantsFromSettings(settings)).toEqual([
    {
      identity: "ann@corp.example",
      roleArn: arn,
      use: "console-and-cli",
      rule: { kind: "settings", key: "group_mapping.Ann@Corp.example.roles" },
    },
    {
      identity: "ann@corp.example",
      roleArn: "other",
      use: "cli-only",
      rule: { kind: "settings", key: "group_mapping.Ann@Corp.example.cli_only_roles" },
    },
  ]);
});

test("a hook's grants carry the hook's name, and those on roles it was not asked about are dropped", () => {
  const asked = role({ name: "asked" });
  const hook = {
    name: "on-call",
    *grants() {
      yield { identity: "Cy@Corp.example", roleArn: asked.arn, use: "console-and-cli" as const };
      yield { identity: "cy", roleArn: role({ name: "elsewhere" }).arn, use: "console-and-cli" as const };
      yield { identity: " ", roleArn: asked.arn, use: "console-and-cli" as const };
    },
  };
  expect(grantsFromHooks([hook], [asked])).toEqual([
    {
      identity: "cy@corp.example",
      roleArn: asked.arn,
      use: "console-and-cli",
      rule: { kind: "hook", name: "on-call" },
    },
  ]);
});

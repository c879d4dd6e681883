import type { Person } from "../actor.ts";
import type { Settings } from "../settings.ts";
import type { AccessSummary } from "./explanation.ts";
import type { World } from "./estate-view.ts";
import type { GrantTags } from "./grants-from-tags.ts";
import { nearMisses } from "./near-misses.ts";

/** The rules in force: which tags grant, and what the settings map. */
export type Rules = { tags: GrantTags; settings: Pick<Settings, "group_mapping"> };

/** What stands behind a person's list: what sign-on said of them, which rules there are, and which nearly name them. */
export function summarizeAccess(person: Person, world: World, rules: Rules): AccessSummary {
  const carried = world.estate.rolesByTag();
  const count = (tag: string) => carried.get(tag) ?? 0;
  return {
    person: person.name,
    groups: person.groups,
    rolesLookedAt: world.estate.roleCount(),
    tags: [
      ...rules.tags.console_and_cli.map((tag) => ({ tag, roles: count(tag), use: "console-and-cli" as const })),
      ...rules.tags.cli_only.map((tag) => ({ tag, roles: count(tag), use: "cli-only" as const })),
    ],
    mappedIdentities: Object.keys(rules.settings.group_mapping).length,
    nearMisses: nearMisses(person, world),
  };
}

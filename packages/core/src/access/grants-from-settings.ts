import type { Settings } from "../settings.ts";
import type { Grant } from "./grant.ts";
import { EXACT_GROUPS, normalizeIdentity } from "./identity.ts";

/** The grants of the settings' group_mapping: each identity's roles, and its cli_only_roles for the CLI alone. */
export function grantsFromSettings(settings: Pick<Settings, "group_mapping">, naming = EXACT_GROUPS): Grant[] {
  return Object.entries(settings.group_mapping).flatMap(([named, mapping]) => {
    const identity = normalizeIdentity(named, naming);
    if (identity === "") return [];
    const grants = (roles: readonly string[], list: "roles" | "cli_only_roles") =>
      [...new Set(roles.map((role) => role.trim()))].map((roleArn): Grant => ({
        identity,
        roleArn,
        use: list === "roles" ? "console-and-cli" : "cli-only",
        rule: { kind: "settings", key: `group_mapping.${named}.${list}` },
      }));
    return [...grants(mapping.roles, "roles"), ...grants(mapping.cli_only_roles, "cli_only_roles")];
  });
}

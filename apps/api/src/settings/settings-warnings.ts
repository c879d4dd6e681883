import { parseRoleArn } from "@gatehouse/core/arn";
import { Settings } from "@gatehouse/core/settings";
import type { Problem } from "../config/explain-issue.ts";
import { knownKeys } from "../config/known-keys.ts";
import { nearest } from "../config/nearest.ts";

/** What the incumbent reads and we do not: its settings keep working beside ours. */
const OF_THE_INCUMBENT: Readonly<Record<string, readonly string[]>> = {
  "": [
    "permission_templates",
    "custom_headers_for_group_members",
    "dynamo_load_interval",
    "reload_static_config_interval",
    "role_cache",
  ],
  groups: [
    "can_admin_restricted",
    "can_delete_roles_apps",
    "can_edit_attributes",
    "can_edit_sensitive_attributes",
    "can_modify_members",
    "attributes",
  ],
};

/** Answers what is allowed in the settings and has no effect, or hardly the one that was meant. */
export function settingsWarnings(value: unknown): Problem[] {
  if (!isMap(value) || Object.keys(value).length === 0) return isEmpty(value) ? [EMPTY] : [];
  return [
    ...unknownKeys(value, []).take(MOST_UNKNOWN),
    ...noRoles(value, "group_mapping"),
    ...noRoles(value, "no_ip_restrictions"),
    ...noAccounts(value),
  ];
}

/** More than anyone reads; what an unknown key was meant to be takes a while to find. */
const MOST_UNKNOWN = 100;

const EMPTY: Problem = {
  path: [],
  at: "value",
  message: "these settings are empty: no group_mapping grants anything, and only gatehouse.yaml names admins",
};

function* unknownKeys(value: unknown, path: readonly string[]): Generator<Problem, undefined> {
  if (!isMap(value)) return;
  const known = knownKeys(Settings, path);
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, key];
    if (known.length === 0 || known.includes(key)) yield* unknownKeys(inner, here);
    else yield { path: here, at: "key", message: unknownKey(key, path, known) };
  }
}

function unknownKey(key: string, path: readonly string[], known: readonly string[]): string {
  if (OF_THE_INCUMBENT[path.join(".")]?.includes(key) === true) return "is kept, and not used by Gatehouse";
  const near = nearest(key, known);
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  return `unknown key, kept without effect${hint}`;
}

/** Roles that no role in AWS can be, by list. */
function noRoles(value: Record<string, unknown>, list: "group_mapping" | "no_ip_restrictions"): Problem[] {
  const mapping = value[list];
  if (!isMap(mapping)) return [];
  return Object.entries(mapping).flatMap(([identity, lists]) =>
    ["roles", "cli_only_roles"].flatMap((name) => {
      const roles = isMap(lists) ? lists[name] : undefined;
      if (!Array.isArray(roles)) return [];
      return roles.flatMap((role: unknown, at): Problem[] =>
        typeof role !== "string" || isRole(role, list)
          ? []
          : [
              {
                path: [list, identity, name, at],
                at: "value",
                message: "this is not the ARN of a role, so it grants nothing",
              },
            ],
      );
    }),
  );
}

function isRole(role: string, list: string): boolean {
  return parseRoleArn(role.trim()) !== undefined || (list === "no_ip_restrictions" && role === "*");
}

const NAMED_ELSEWHERE =
  "is kept, and not used by Gatehouse: accounts are named by AWS Organizations, or under accounts in gatehouse.yaml";

/** YAML 1.1 reads a bare number that begins with 0 as octal, which makes it another account. */
function noAccounts(value: Record<string, unknown>): Problem[] {
  const names = value["account_ids_to_name"];
  if (!isMap(names)) return [];
  const octal = Object.keys(names)
    .filter((id) => !/^\d{12}$/.test(id))
    .map((id): Problem => ({
      path: ["account_ids_to_name", id],
      at: "key",
      message: "an account id has 12 digits; one that begins with 0 must stand in quotes",
    }));
  return [{ path: ["account_ids_to_name"], at: "key", message: NAMED_ELSEWHERE }, ...octal];
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || isMap(value);
}

import { z } from "zod";
import type { Naming } from "./access/identity.ts";

/** The incumbent's admin groups, and `can_audit`; who is named in `can_admin` passes for all of them. */
export const ADMIN_GROUPS = [
  "can_admin",
  "can_admin_policies",
  "can_create_roles",
  "can_delete_iam_principals",
  "can_edit_config",
  "can_audit",
] as const;
export type AdminGroup = (typeof ADMIN_GROUPS)[number];

const Names = z.array(z.string().min(1)).default([]);

/** The keys under `groups` that name people and groups, in the config and in the settings. */
export const ADMIN_GROUP_KEYS = {
  can_admin: Names,
  can_admin_policies: Names,
  can_create_roles: Names,
  can_delete_iam_principals: Names,
  /** The incumbent's older word for can_delete_iam_principals. */
  can_delete_roles: Names,
  can_edit_config: Names,
  can_audit: Names,
};

/** Who is named in which admin group, and how names are compared where not exactly. */
export type Authority = { groups: Readonly<Record<AdminGroup, readonly string[]>>; naming?: Naming };

type Named = Readonly<Record<AdminGroup | "can_delete_roles", readonly string[]>>;

/** Joins what the config and the settings say. */
export function authorityOf(sources: readonly Named[], naming?: Naming): Authority {
  const named = (key: keyof Named): string[] => sources.flatMap((source) => source[key]);
  const groups = {
    can_admin: named("can_admin"),
    can_admin_policies: named("can_admin_policies"),
    can_create_roles: named("can_create_roles"),
    can_delete_iam_principals: [...named("can_delete_iam_principals"), ...named("can_delete_roles")],
    can_edit_config: named("can_edit_config"),
    can_audit: named("can_audit"),
  };
  return { groups, ...(naming && { naming }) };
}

import { z } from "zod";
import { ADMIN_GROUP_KEYS } from "./admin-groups.ts";

const Names = z.array(z.string().min(1));

/**
 * The incumbent's dynamic configuration as far as it is used here; unknown keys are kept and ignored.
 * Keys keep their spelling, so an existing `dynamic_config:` block or table row works as it is.
 */
export const Settings = z.looseObject({
  group_mapping: z
    .record(z.string(), z.looseObject({ roles: Names.default([]), cli_only_roles: Names.default([]) }))
    .default({}),
  /** Who may have credentials that work from anywhere, of which roles: whole ARNs, or "*" for all of theirs. */
  no_ip_restrictions: z.record(z.string(), z.looseObject({ roles: Names.default([]) })).default({}),
  groups: z.looseObject(ADMIN_GROUP_KEYS).prefault({}),
  account_ids_to_name: z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)])).default({}),
});
export type Settings = z.infer<typeof Settings>;

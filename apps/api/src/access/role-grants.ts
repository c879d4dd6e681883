import type { Grant } from "@gatehouse/core/access/grant";
import { type GrantHook, grantsFromHooks } from "@gatehouse/core/access/grants-from-hooks";
import { grantsFromTags } from "@gatehouse/core/access/grants-from-tags";
import { parseRoleArn } from "@gatehouse/core/arn";
import type { IamRole } from "@gatehouse/core/role/role";
import type { Config } from "../config/config.ts";
import type { Logger } from "../log.ts";

/** The grants that a role makes by itself: by its tags, and by the installation's own rules. */
export type RoleGrants = (role: Pick<IamRole, "arn" | "tags">) => readonly Grant[];

type Parts = { config: Config; hooks: readonly GrantHook[]; log: Logger };

/** Makes the one function by which pages, sign-in and published copies know a role's grants; a hook that fails grants nothing. */
export function createRoleGrants({ config, hooks, log }: Parts): RoleGrants {
  const naming = { lowerCaseGroups: config.groups.lower_case };
  const guarded = hooks.map((hook) => guard(hook, log));
  return ({ arn, tags }) => {
    const fromTags = grantsFromTags({ arn, tags }, config.tags, naming);
    const parsed = guarded.length === 0 ? undefined : parseRoleArn(arn);
    if (parsed === undefined) return fromTags;
    const { accountId, path, name } = parsed;
    return [...fromTags, ...grantsFromHooks(guarded, [{ arn, accountId, path, name, tags }], naming)];
  };
}

/** One rule's mistake costs what it grants, not the whole estate; the log has its first one. */
function guard({ name, grants }: GrantHook, log: Logger): GrantHook {
  let failed = false;
  return {
    name,
    grants(roles) {
      try {
        return [...grants(roles)];
      } catch (error) {
        if (!failed) log.error({ error, hook: name }, "a hook failed: it grants nothing on the role it failed on");
        failed = true;
        return [];
      }
    },
  };
}

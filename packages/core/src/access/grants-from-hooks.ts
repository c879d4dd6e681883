import type { IamRole } from "../role/role.ts";
import type { Grant, GrantUse } from "./grant.ts";
import { EXACT_GROUPS, normalizeIdentity } from "./identity.ts";

/** What a hook can look at; policies stay in the store. */
export type HookRole = Pick<IamRole, "arn" | "accountId" | "name" | "path" | "tags">;

/** A grant as a hook makes it; the rule is the hook itself. */
export type HookGrant = { identity: string; roleArn: string; use: GrantUse };

/**
 * An installation's own rule. It is asked again about the same roles whenever they are read anew, in batches of
 * any size, so its answer about a role must not depend on which others are in the batch.
 */
export type GrantHook = { name: string; grants(roles: readonly HookRole[]): Iterable<HookGrant> };

/** The grants that hooks make on these roles; a grant on a role that was not asked about is dropped. */
export function grantsFromHooks(
  hooks: readonly GrantHook[],
  roles: readonly HookRole[],
  naming = EXACT_GROUPS,
): Grant[] {
  if (hooks.length === 0) return [];
  const asked = new Set(roles.map((role) => role.arn));
  return hooks.flatMap((hook) =>
    [...hook.grants(roles)]
      .filter(({ roleArn }) => asked.has(roleArn))
      .map(({ identity, roleArn, use }): Grant => ({
        identity: normalizeIdentity(identity, naming),
        roleArn,
        use,
        rule: { kind: "hook", name: hook.name },
      }))
      .filter(({ identity }) => identity !== ""),
  );
}

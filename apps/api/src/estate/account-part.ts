import type { Grant } from "@gatehouse/core/access/grant";
import type { RoleGrants } from "../access/role-grants.ts";
import type { EstateRole } from "./estate-role.ts";

/** One account's part of the read model; never changed once made, only replaced. */
export type AccountPart = {
  roles: ReadonlyMap<string, EstateRole>;
  /** The grants that the roles make by themselves, by identity. */
  grants: ReadonlyMap<string, readonly Grant[]>;
  /** How many roles carry each granting tag. */
  tags: ReadonlyMap<string, number>;
};

export const NO_PART: AccountPart = { roles: new Map(), grants: new Map(), tags: new Map() };

/** Indexes the roles of one account by ARN, and what their tags grant by identity. */
export function indexAccount(roles: readonly EstateRole[], roleGrants: RoleGrants): AccountPart {
  const grants = new Map<string, Grant[]>();
  const tags = new Map<string, number>();
  for (const role of roles) {
    const granted = roleGrants(role);
    for (const grant of granted) {
      const same = grants.get(grant.identity);
      if (same) same.push(grant);
      else grants.set(grant.identity, [grant]);
    }
    for (const tag of new Set(granted.flatMap(({ rule }) => (rule.kind === "tag" ? [rule.tag] : []))))
      tags.set(tag, (tags.get(tag) ?? 0) + 1);
  }
  return { roles: new Map(roles.map((role) => [role.arn, role])), grants, tags };
}

/** The account's part with some roles replaced or added and others gone. */
export function patchAccount(
  part: AccountPart,
  change: { put: readonly EstateRole[]; gone: readonly string[] },
  roleGrants: RoleGrants,
): AccountPart {
  const roles = new Map(part.roles);
  for (const role of change.put) roles.set(role.arn, role);
  for (const arn of change.gone) roles.delete(arn);
  return indexAccount([...roles.values()], roleGrants);
}

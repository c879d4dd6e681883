import type { Grant } from "@gatehouse/core/access/grant";
import type { IamRole } from "@gatehouse/core/role/role";
import type { TaggedRow } from "../roles.ts";
import { textAt } from "../row-values.ts";
import type { Row } from "../table.ts";
import { pack, type Packed, unpackList } from "./packed.ts";
import { createPolicyRows } from "./policies-table.ts";

/** What of a role makes grants. */
export type TaggedRole = Pick<IamRole, "arn" | "tags">;

/** The state of an account that a pack tells of; of another one it tells nothing. */
export type PackOf = { accountName: string | undefined; generation: number };

/** Everything published that tells of an account's roles, packed so that it can be joined with what tells of others'. */
export type AccountPack = PackOf & { pages: readonly PackedRoles[] };

/** The same of some of its roles. */
export type PackedRoles = {
  /** Members of IAM_ROLE_CACHE. */
  entries: Packed;
  /** Elements of ALL_POLICIES. */
  policies: Packed;
  /** Elements of the account's own snapshot. */
  details: Packed;
  /** The grants that the roles make themselves. */
  grants: Packed;
};

/** Packs roles of one account, which come in the order of their ARNs. */
export function packRoles(
  roles: readonly TaggedRow[],
  { accountName }: Pick<PackOf, "accountName">,
  grantsOf: (role: TaggedRole) => readonly Grant[],
): PackedRoles {
  const toPolicyRow = createPolicyRows();
  const arnOf = ({ row }: TaggedRow): string => textAt(row, "arn");
  const of = <T>(list: readonly T[], json: (of: T) => string, name?: (of: T) => string): Packed =>
    pack(list.values().map((one) => ({ json: json(one), ...(name && { name: name(one) }) })));
  return {
    // A field of IAM_ROLE_CACHE is text, which is JSON in turn.
    entries: of(roles, ({ row }) => JSON.stringify(JSON.stringify(entryOf(row))), arnOf),
    policies: of(roles, ({ row }) => JSON.stringify(toPolicyRow(policyRow(row), accountName))),
    details: of(roles, ({ row }) => textAt(row, "policy")),
    grants: of(
      roles.flatMap((role) => grantsOf({ arn: arnOf(role), tags: role.tags })),
      (grant) => JSON.stringify(grant),
    ),
  };
}

/** The grants that packed roles make. */
export function grantsIn({ grants }: Pick<PackedRoles, "grants">): readonly Grant[] {
  return unpackList(grants) as Grant[];
}

function policyRow(row: Row): { arn: string; accountId: string; resourceId: string } {
  return { arn: textAt(row, "arn"), accountId: textAt(row, "accountId"), resourceId: textAt(row, "resourceId") };
}

/** The incumbent's entry of a role, in its order of attributes and without ours. */
function entryOf({ arn, name, resourceId, accountId, ttl, owner, policy, templated }: Row): object {
  return { arn, name, resourceId, accountId, ttl, owner: owner ?? null, policy, templated: templated ?? null };
}

import type { IamRole } from "@gatehouse/core/role/role";
import { RENEW_BELOW_SECONDS } from "@gatehouse/core/sync/reconcile";
import { type StoredRole, toStoredRole } from "./stored-role.ts";
import type { Table } from "./table.ts";
import { ROLES } from "./tables.ts";
import type { WrittenRole } from "./write-detail.ts";
import { freshTtl, roleRow, type RoleRowContext, type RoleWrite } from "./write-roles.ts";

/** What a listing says must be done to an account's rows. */
export type RoleChanges = {
  put?: readonly IamRole[];
  /** ARNs of roles that are gone. */
  remove?: readonly string[];
  /** ARNs of roles that are as they were but whose rows would soon expire. */
  renew?: readonly string[];
};

type Known = RoleRowContext & {
  stored: readonly StoredRole[];
  /** The role as it is written, which has most likely been made before. */
  written: (role: IamRole) => WrittenRole;
};

/** Decides which rows to write: a role that is stored as it is, and not about to expire, is left alone. */
export async function planRoleWrites(table: Table, changes: RoleChanges, known: Known): Promise<RoleWrite[]> {
  const { accountId, now } = known;
  const stored = new Map(known.stored.map((role) => [role.arn, role]));
  const put = (changes.put ?? []).flatMap((role): RoleWrite[] => {
    const written = known.written(role);
    const before = stored.get(role.arn);
    const isChanged = before?.hash === undefined || before.hash !== written.hash;
    if (!isChanged && (before.ttl ?? 0) - now / 1000 >= RENEW_BELOW_SECONDS) return [];
    const row = roleRow(role, known, written);
    return [{ do: isChanged ? "put" : "renew", arn: role.arn, accountId, stored: before, row }];
  });
  const remove = (changes.remove ?? []).flatMap((arn): RoleWrite[] => {
    const before = stored.get(arn);
    return before === undefined ? [] : [{ do: "remove", arn, accountId, stored: before }];
  });
  return [...put, ...(await renewals(table, changes.renew ?? [], known)), ...remove];
}

/** The row is read again, since the index does not hold it; its condition is then what was read here. */
async function renewals(table: Table, arns: readonly string[], { accountId, now }: Known): Promise<RoleWrite[]> {
  const rows = await table.getMany(
    ROLES,
    arns.map((arn) => ({ arn, accountId })),
  );
  return rows.flatMap((row, at) => {
    const arn = arns[at];
    if (row === undefined || arn === undefined) return [];
    return [{ do: "renew", arn, accountId, stored: toStoredRole(row), row: { ...row, ttl: freshTtl(now) } }];
  });
}

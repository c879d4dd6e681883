import type { IamRole } from "@gatehouse/core/role/role";
import { decideRemoval } from "@gatehouse/core/sync/hold";
import { reconcile } from "@gatehouse/core/sync/reconcile";
import type { Outcome } from "@gatehouse/core/sync/run";
import { packRoles } from "@gatehouse/store/published/account-pack";
import type { StoredRole } from "@gatehouse/store/stored-role";
import type { App } from "../app.ts";
import { keepRows } from "./keep-rows.ts";
import type { AccountReport, AccountTask } from "./sync-account.ts";

/** Brings an account's stored roles into line with a complete listing; too large a removal is held. */
export async function applyListing(
  app: App,
  { account, collector, run, packs }: AccountTask,
  listed: { roles: readonly IamRole[]; tookMs: number; throttled: number },
): Promise<AccountReport> {
  const of = { accountId: account.id, kind: collector.kind };
  const finishedAt = new Date(app.now()).toISOString();
  // In this order, so that whatever is written after the rows were read shows by the generation.
  const listing = await app.store.listings.get(of);
  const stored = await app.store.roles.ofAccount(account.id);

  const wanted = listed.roles.map((role) => ({ key: role.arn, hash: app.store.roles.hash(role), value: role }));
  const { put, remove, renew } = reconcile(wanted, stored.map(toHeld), Math.floor(app.now() / 1000));
  const removal = decideRemoval({ known: stored.length, remove, at: finishedAt }, listing?.held);

  const counts = { listed: wanted.length, changed: put.length };
  const outcome: Outcome =
    removal.remove === "now"
      ? { state: "done", ...counts, removed: remove.length }
      : { state: "held", ...counts, wouldRemove: remove.length };
  const report = { tookMs: listed.tookMs, throttled: listed.throttled, outcome };
  const removed = removal.remove === "now" ? remove : [];
  const { generation, whole } = await app.store.roles.apply(account.id, {
    put,
    renew,
    remove: removed,
    stored,
    complete: {
      finishedAt,
      last: { run, at: finishedAt, ...report },
      ...(removal.remove === "held" && { held: removal.hold }),
    },
  });
  const raises = put.length + renew.length + removed.length > 0 ? 1 : 0;
  const alone = generation === (listing?.generation ?? 0) + raises;
  // While the other accounts are waited for, and without reading the rows again; unless somebody else wrote some of them.
  if (whole !== undefined && alone) {
    const of = { accountName: account.name, generation };
    packs.keep(account.id, { ...of, pages: [packRoles(whole(), of, app.roleGrants)] });
  }
  if (removal.remove === "held") await keepRows(app, account.id);
  return report;
}

function toHeld({ arn, hash, ttl }: StoredRole) {
  return { key: arn, hash, ttl };
}

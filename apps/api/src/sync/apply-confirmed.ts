import { COLLECTORS } from "@gatehouse/aws/collect/collectors";
import { ACCOUNT } from "@gatehouse/store/accounts";
import type { Listing } from "@gatehouse/store/listings";
import { createKeptPacks } from "@gatehouse/store/published/kept-packs";
import type { App } from "../app.ts";
import type { RunLog } from "../jobs/run-log.ts";
import { publishEstate } from "./publish-estate.ts";
import { type AccountTask, syncAccount } from "./sync-account.ts";
import { syncAccountsOf } from "./sync-accounts.ts";

/**
 * Lists again what an admin has confirmed the removal of. Removed is what that listing no longer names, and only if
 * it is exactly what was confirmed; otherwise the removal is held anew.
 */
export async function applyConfirmed(app: App, log: RunLog): Promise<void> {
  const confirmed = (await app.store.listings.all()).filter(({ held }) => held?.confirmedBy !== undefined);
  using packs = createKeptPacks();
  for (const listing of confirmed) {
    if (log.signal.aborted) return;
    await listAgain(app, log, { ...listing, packs });
  }
  if (await publishEstate(app, packs)) await log.record({ type: "published" });
}

type Again = Pick<Listing, "accountId" | "kind"> & Pick<AccountTask, "packs">;

async function listAgain(app: App, log: RunLog, { accountId, kind, packs }: Again): Promise<void> {
  const hub = app.config.hubs.find(({ name }) => name === accountId);
  if (hub !== undefined && kind === ACCOUNT) {
    const outcome = await syncAccountsOf(app, hub, log.run.id);
    return log.record({ type: "accounts", total: 0, outcome });
  }
  const account = (await app.store.accounts.all()).find(({ id }) => id === accountId);
  const collector = COLLECTORS.find((collector) => collector.kind === kind);
  if (account === undefined || collector === undefined) return;
  const report = await syncAccount(app, { account, collector, run: log.run.id, packs });
  await log.record({ type: "account", accountId, kind, ...report });
}

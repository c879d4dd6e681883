import { COLLECTORS } from "@gatehouse/aws/collect/collectors";
import { isSynced } from "@gatehouse/core/account";
import { createKeptPacks } from "@gatehouse/store/published/kept-packs";
import type { App } from "../app.ts";
import type { RunLog } from "../jobs/run-log.ts";
import { atATime } from "./at-a-time.ts";
import { keepRows } from "./keep-rows.ts";
import { publishEstate } from "./publish-estate.ts";
import { syncAccount } from "./sync-account.ts";
import { syncAccounts } from "./sync-accounts.ts";

/** AWS throttles each account by itself, so this bounds our own memory and sockets. */
const ACCOUNTS_AT_A_TIME = 16;

/**
 * Reads all accounts and kinds that this run has not read yet, several accounts at a time, then publishes the copies
 * for other tools if anything changed since the last time. Called again after an interruption, it does only the rest.
 */
export async function syncEstate(app: App, log: RunLog): Promise<void> {
  if (!log.events.some(({ type }) => type === "accounts")) await recordAccounts(app, log);

  const done = new Set(log.events.map((event) => (event.type === "account" ? `${event.accountId} ${event.kind}` : "")));
  const accounts = await app.store.accounts.all();
  for (const account of accounts) if (!isSynced(account)) await keepRows(app, account.id);
  using packs = createKeptPacks();
  const tasks = accounts
    .filter(isSynced)
    .flatMap((account) => COLLECTORS.map((collector) => ({ account, collector, run: log.run.id, packs })))
    .filter(({ account, collector }) => !done.has(`${account.id} ${collector.kind}`));
  await atATime({ count: ACCOUNTS_AT_A_TIME, signal: log.signal }, tasks, async (task) => {
    const report = await syncAccount(app, task);
    await log.record({ type: "account", accountId: task.account.id, kind: task.collector.kind, ...report });
  });
  if (log.signal.aborted) return;

  if (await publishEstate(app, packs)) await log.record({ type: "published" });
}

async function recordAccounts(app: App, log: RunLog): Promise<void> {
  const outcome = await syncAccounts(app, log.run.id);
  const total = (await app.store.accounts.all()).filter(isSynced).length * COLLECTORS.length;
  await app.store.runs.finish(log.run.id, { total });
  await log.record({ type: "accounts", total, outcome });
}

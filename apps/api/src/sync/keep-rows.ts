import { RENEW_BELOW_SECONDS } from "@gatehouse/core/sync/reconcile";
import type { App } from "../app.ts";

/** Keeps the rows of an account that could not be listed from expiring: what we knew of it stays until we know better. */
export async function keepRows(app: App, accountId: string): Promise<void> {
  const nowSeconds = app.now() / 1000;
  const stored = await app.store.roles.ofAccount(accountId);
  const renew = stored.filter(({ ttl }) => ttl !== undefined && ttl - nowSeconds < RENEW_BELOW_SECONDS);
  if (renew.length > 0) await app.store.roles.apply(accountId, { renew: renew.map(({ arn }) => arn), stored });
}

import type { Claim } from "@gatehouse/store/cache";
import type { App } from "../app.ts";

const CLAIM_MS = 15_000;

/** A lock that renews itself while it is held. */
export type HeldClaim = {
  /** Aborted once somebody else holds the lock. */
  lost: AbortSignal;
  release(): Promise<void>;
};

const NO_LOCK: Claim = { renew: () => Promise.resolve(true), release: () => Promise.resolve() };

/**
 * Takes a lock and keeps it, or answers undefined where somebody else holds it. A cache that cannot be reached
 * is no loss: what the lock saves is double work, and the store's conditions keep double work harmless.
 */
export async function holdClaim(app: App, name: string): Promise<HeldClaim | undefined> {
  const claim = await app.cache.claim(name, CLAIM_MS).catch((error: unknown) => {
    app.log.warn({ error, name }, "a lock cannot be taken; the work goes on without it");
    return NO_LOCK;
  });
  if (claim === undefined) return undefined;
  const lost = new AbortController();
  const renew = async () => {
    if (!(await claim.renew(CLAIM_MS))) lost.abort();
  };
  const timer = setInterval(() => {
    renew().catch((error: unknown) => app.log.warn({ error, name }, "a lock could not be renewed"));
  }, CLAIM_MS / 3);
  timer.unref();
  return {
    lost: lost.signal,
    async release() {
      clearInterval(timer);
      if (lost.signal.aborted) return;
      await claim.release().catch((error: unknown) => app.log.warn({ error, name }, "a lock is left to expire"));
    },
  };
}

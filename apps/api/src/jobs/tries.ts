import { Failure } from "@gatehouse/core/failure";
import type { App } from "../app.ts";

/** The schedule continues an unfinished run three times a minute, so this outlasts an outage of some minutes. */
export const MOST_TRIES = 15;
const WITHIN_MS = 24 * 60 * 60 * 1000;

/**
 * Answers whether a run that ended with this error is to be left unfinished and continued: where storage could not be
 * used, which passes, and not for ever. A cache that cannot be reached counts nothing.
 */
export async function isTriedAgain(app: App, run: string, error: unknown): Promise<boolean> {
  if (!(error instanceof Failure) || error.code !== "unavailable") return false;
  const tries = await app.cache.count(`gatehouse:tries:${run}`, WITHIN_MS).catch(() => 0);
  return tries < MOST_TRIES;
}

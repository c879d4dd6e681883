/** What a listing says: the row's key, the hash of its canonical form, and the value itself. */
export type Listed<T> = { key: string; hash: string; value: T };

/** What we hold of it: the hash as we wrote it (absent where we did not), and the row's expiry in epoch seconds. */
export type Held = { key: string; hash?: string | undefined; ttl?: number | undefined };

/** What must be done so that what we hold equals a complete listing; the four are disjoint. */
export type Reconciliation<T> = { put: T[]; remove: string[]; renew: string[]; unchanged: number };

const DAY_SECONDS = 24 * 60 * 60;
/** Rows that expire are given 30 days, and renewed when fewer than 15 remain. */
export const RENEW_BELOW_SECONDS = 15 * DAY_SECONDS;

/** Compares a complete listing of one account and kind with what we hold; a row that is equal is not written. */
export function reconcile<T>(listed: Iterable<Listed<T>>, held: Iterable<Held>, nowSeconds: number): Reconciliation<T> {
  // A listing that pages over a moving account may name an entry twice: the later answer is the fresher one.
  const wanted = new Map([...listed].map((entry) => [entry.key, entry]));
  const remove: string[] = [];
  const renew: string[] = [];
  let unchanged = 0;
  for (const row of held) {
    const entry = wanted.get(row.key);
    if (!entry) {
      remove.push(row.key);
      continue;
    }
    if (entry.hash !== row.hash) continue;
    wanted.delete(row.key);
    if (row.ttl !== undefined && row.ttl - nowSeconds < RENEW_BELOW_SECONDS) renew.push(row.key);
    else unchanged++;
  }
  return { put: [...wanted.values()].map(({ value }) => value), remove, renew, unchanged };
}

import { Failure } from "@gatehouse/core/failure";
import type { Cache } from "./cache.ts";
import { type Change, CHANGES } from "./changes.ts";
import type { Hold } from "@gatehouse/core/sync/hold";
import type { LastTry, Listing, ListingName, Listings } from "./listings.ts";

/** What a complete listing leaves beside its rows; a removal held before and not named again is over. */
export type Complete = { finishedAt: string; held?: Hold; last?: LastTry };

export type Batch = {
  of: ListingName;
  /** Absent for a part, e.g. one role read again: it says nothing about the account as a whole. */
  complete?: Complete;
  /** Whether there is any row to write. */
  changes: boolean;
  /** Writes the rows and answers the keys of those that changed. */
  write: () => Promise<string[]>;
};

export type Recorders = { listings: Listings; cache: Cache };

/**
 * Applies a batch so that being killed at any point loses nothing: mark, rows, generation, message.
 * A mark that was left by a batch which died makes the next complete listing raise the generation, even if no row differs.
 */
export async function applyBatch(
  { listings, cache }: Recorders,
  batch: Batch,
): Promise<{ generation: number; keys: string[] }> {
  const { of, complete } = batch;
  const before = await listings.get(of);
  const left = before?.applying ?? [];
  const repairs = complete !== undefined && left.length > 0;
  if (!batch.changes && !repairs) {
    const after =
      complete === undefined ? before : await listings.change(of, (listing) => completed(listing, complete));
    return { generation: after?.generation ?? 0, keys: [] };
  }

  const id = crypto.randomUUID();
  await listings.change(of, (listing) => ({ ...listing, applying: [...listing.applying, id] }));
  const keys = await batch.write();
  const over = new Set(repairs ? [...left, id] : [id]);
  const { generation } = await listings.change(of, (listing) => ({
    ...completed(listing, complete),
    generation: listing.generation + 1,
    applying: listing.applying.filter((other) => !over.has(other)),
  }));
  // What the batch that died had written is unknown: without a message every process reads the account again.
  if (!repairs) await tell(cache, { ...of, generation, keys });
  return { generation, keys };
}

function completed(listing: Listing, complete: Complete | undefined): Listing {
  if (complete === undefined) return listing;
  const { held: before, ...rest } = listing;
  const { held } = complete;
  // An admin may have confirmed the same removal while the listing that names it again was under way.
  const confirmed = held !== undefined && held.digest === before?.digest && before.confirmedBy !== undefined;
  return { ...rest, ...complete, ...(confirmed && { held: { ...held, confirmedBy: before.confirmedBy } }) };
}

/** A message that cannot be sent is no loss: every process compares the generations within seconds. */
async function tell(cache: Cache, change: Change): Promise<void> {
  try {
    await cache.publish(CHANGES, JSON.stringify(change));
  } catch (error) {
    if (!(error instanceof Failure && error.code === "unavailable")) throw error;
  }
}

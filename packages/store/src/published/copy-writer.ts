import { Failure } from "@gatehouse/core/failure";
import type { Blobs } from "../blobs.ts";
import type { Cache, Copy } from "../cache.ts";
import { LAST_UPDATED, type PublishedCopy } from "./copies.ts";
import { readFields, readSnapshot } from "./snapshot.ts";

export type CopyWriter = {
  /** Writes a snapshot, and the same as a copy in Redis. */
  write(copy: PublishedCopy, snapshot: Uint8Array): Promise<void>;
  /** Notes when the copies were written; throws what kept one of them out of Redis. */
  finish(): Promise<void>;
};

export type CopyWriterParts = { blobs: Blobs; cache: Cache | undefined; lastUpdated: number };

/** Writes copies: a Redis that is away keeps no snapshot from being written, and is told at the end. */
export function createCopyWriter({ blobs, cache, lastUpdated }: CopyWriterParts): CopyWriter {
  const written: string[] = [];
  let away: Failure | undefined;

  return {
    async write(copy, snapshot) {
      await blobs.put(copy.snapshot, snapshot);
      if (cache === undefined || away !== undefined) return;
      try {
        await cache.replace(copy.key, await toCopy(copy, snapshot));
        written.push(copy.key);
      } catch (error) {
        if (!(error instanceof Failure && error.code === "unavailable")) throw error;
        away = error;
      }
    },
    async finish() {
      if (away !== undefined) throw away;
      if (cache !== undefined) await noteUpdates(cache, written, lastUpdated);
    },
  };
}

/** What lies in Redis where this is the snapshot; fields come page by page. */
export async function toCopy({ type }: PublishedCopy, snapshot: Uint8Array): Promise<Copy> {
  return type === "fields" ? readFields(snapshot) : JSON.stringify((await readSnapshot(snapshot)).data);
}

/** Notes when copies were written, beside what the incumbent notes of its own. */
export async function noteUpdates(cache: Cache, keys: readonly string[], lastUpdated: number): Promise<void> {
  const before = await cache.read(LAST_UPDATED);
  const updates = new Map(before instanceof Map ? before : []);
  for (const key of keys) updates.set(key, String(lastUpdated));
  await cache.replace(LAST_UPDATED, updates);
}

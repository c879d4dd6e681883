import { Failure } from "@gatehouse/core/failure";
import type { Blobs } from "../blobs.ts";
import type { Cache, Copy } from "../cache.ts";
import { LAST_UPDATED, type PublishedCopy } from "./copies.ts";
import { writeSnapshot } from "./snapshot.ts";

export type CopyWriter = {
  /** Replaces a copy in Redis; where Redis is away, what comes page by page is read to its end all the same. */
  toCache(copy: PublishedCopy, content: () => Copy): Promise<void>;
  toBlobs(copy: PublishedCopy, bytes: Uint8Array): Promise<void>;
  /** Writes a value as a copy in Redis and as its snapshot. */
  write(copy: PublishedCopy, value: object): Promise<void>;
  /** Notes when the copies were written; throws what kept one of them out of Redis. */
  finish(): Promise<void>;
};

export type CopyWriterParts = { blobs: Blobs; cache: Cache | undefined; lastUpdated: number };

/** Writes snapshots first of all: a Redis that is away keeps no snapshot from being written, and is told at the end. */
export function createCopyWriter({ blobs, cache, lastUpdated }: CopyWriterParts): CopyWriter {
  const written: string[] = [];
  let away: Failure | undefined;

  const toCache: CopyWriter["toCache"] = async (copy, content) => {
    if (cache === undefined || away !== undefined) return copy.type === "fields" ? drain(content()) : undefined;
    try {
      await cache.replace(copy.key, content());
      written.push(copy.key);
    } catch (error) {
      if (!(error instanceof Failure && error.code === "unavailable")) throw error;
      away = error;
      await drain(content());
    }
  };

  return {
    toCache,
    toBlobs: (copy, bytes) => blobs.put(copy.snapshot, bytes),
    async write(copy, value) {
      await blobs.put(copy.snapshot, await writeSnapshot(value, lastUpdated));
      await toCache(copy, () => JSON.stringify(value));
    },
    async finish() {
      if (away !== undefined) throw away;
      if (cache !== undefined) await noteUpdates(cache, written, lastUpdated);
    },
  };
}

/** Notes when copies were written, beside what the incumbent notes of its own. */
export async function noteUpdates(cache: Cache, keys: readonly string[], lastUpdated: number): Promise<void> {
  const before = await cache.read(LAST_UPDATED);
  const updates = new Map(before instanceof Map ? before : []);
  for (const key of keys) updates.set(key, String(lastUpdated));
  await cache.replace(LAST_UPDATED, updates);
}

async function drain(content: Copy): Promise<void> {
  if (typeof content === "string" || content instanceof Map) return;
  for await (const _ of content as AsyncIterable<unknown>);
}

import { Failure } from "@gatehouse/core/failure";
import type { Blobs } from "../blobs.ts";
import type { Cache } from "../cache.ts";
import { COPIES, LAST_UPDATED, type PublishedCopy } from "./copies.ts";
import { noteUpdates, toCopy } from "./copy-writer.ts";
import { readLastUpdated } from "./snapshot.ts";

/** Fills a cold Redis from the snapshots: a copy that nobody has noted there is written, and its key answered. */
export async function restorePublished({
  blobs,
  cache,
}: {
  blobs: Blobs;
  cache: Cache | undefined;
}): Promise<string[]> {
  if (cache === undefined) return [];
  const noted = await cache.read(LAST_UPDATED);
  const restored: string[] = [];
  for (const copy of COPIES) {
    if (noted instanceof Map && noted.has(copy.key)) continue;
    if (await restore(copy, { blobs, cache }).catch(whereDamaged)) restored.push(copy.key);
  }
  return restored;
}

async function restore(copy: PublishedCopy, { blobs, cache }: { blobs: Blobs; cache: Cache }): Promise<boolean> {
  const bytes = await blobs.get(copy.snapshot);
  if (bytes === undefined) return false;
  const lastUpdated = await readLastUpdated(bytes);
  await cache.replace(copy.key, await toCopy(copy, bytes));
  await noteUpdates(cache, [copy.key], lastUpdated);
  return true;
}

/** A damaged snapshot keeps nothing from starting: the next sync writes it anew. */
function whereDamaged(error: unknown): false {
  if (error instanceof Failure && error.code === "invalid") return false;
  throw error;
}

import { z } from "zod";
import type { Blobs } from "../blobs.ts";
import { packObject } from "./packed.ts";
import { joinSnapshot, readSnapshot } from "./snapshot.ts";

const KEY = "gatehouse/published_generations_v1.json.gz";
const Generations = z.record(z.string(), z.number());

/** Which generation of each account's roles its own snapshot holds; empty where that is unknown. */
export async function readGenerations(blobs: Blobs): Promise<ReadonlyMap<string, number>> {
  const bytes = await blobs.get(KEY);
  if (bytes === undefined) return new Map();
  const { data } = await readSnapshot(bytes).catch(() => ({ data: {} }));
  return new Map(Object.entries(Generations.safeParse(data).data ?? {}));
}

/** Notes which generations the snapshots hold now. */
export async function writeGenerations(blobs: Blobs, generations: ReadonlyMap<string, number>): Promise<void> {
  const data = Object.fromEntries([...generations].sort(([a], [b]) => (a < b ? -1 : 1)));
  await blobs.put(KEY, joinSnapshot("map", 0, [packObject(data)]));
}

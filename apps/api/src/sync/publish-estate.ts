import type { App } from "../app.ts";

const NOTE = "published";

/**
 * Publishes the copies for other tools where anything that they tell of has changed since they were published last,
 * and answers whether it did. Being killed before the note is written only means that the next run publishes again.
 */
export async function publishEstate(app: App): Promise<boolean> {
  const state = await describeState(app);
  if ((await app.store.notes.get(NOTE)) === state) return false;
  await app.store.notes.put(NOTE, state);
  return true;
}

/** Names the state of everything that is published: all generations, and the settings that grant. */
async function describeState(app: App): Promise<string> {
  const listings = await app.store.listings.all();
  const generations = listings.map(({ accountId, kind, generation }) => `${accountId} ${kind} ${generation}`).sort();
  const settings = JSON.stringify(app.settings.current());
  return new Bun.CryptoHasher("sha256").update(JSON.stringify([generations, settings])).digest("hex");
}

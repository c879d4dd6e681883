import { grantsFromSettings } from "@gatehouse/core/access/grants-from-settings";
import type { KeptPacks } from "@gatehouse/store/published/kept-packs";
import type { App } from "../app.ts";

const NOTE = "published";

/**
 * Publishes the copies for other tools where anything that they tell of has changed since they were published last,
 * and answers whether it did. Being killed before the note is written only means that the next run publishes again.
 */
export async function publishEstate(app: App, packs: KeptPacks): Promise<boolean> {
  const { store, config } = app;
  const naming = { lowerCaseGroups: config.groups.lower_case };
  const grants = grantsFromSettings(app.settings.current(), naming);
  const state = await describeState(app, { grants, tags: config.tags, hooks: config.hooks, naming });
  if ((await store.notes.get(NOTE)) === state) return false;
  // What was read of the accounts is garbage by now: without its place, publishing would be the peak of our memory.
  Bun.gc(true);
  await store.published.publish({ grants, grantsOf: app.roleGrants, packs });
  await store.notes.put(NOTE, state);
  return true;
}

/** Names the state of everything that is published: all generations, and the rules that grant. */
async function describeState(app: App, rules: object): Promise<string> {
  const listings = await app.store.listings.all();
  const generations = listings.map(({ accountId, kind, generation }) => `${accountId} ${kind} ${generation}`).sort();
  return new Bun.CryptoHasher("sha256").update(JSON.stringify([generations, rules])).digest("hex");
}

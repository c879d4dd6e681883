import { type Accounts, createAccounts } from "./accounts.ts";
import { type Audit, createAudit } from "./audit.ts";
import type { Blobs } from "./blobs.ts";
import type { Cache } from "./cache.ts";
import { createListings, type Listings } from "./listings.ts";
import { createNotes, type Notes } from "./notes.ts";
import { createPreferences, type PreferencesOfPeople } from "./preferences.ts";
import { createRoles, type Roles } from "./roles.ts";
import { createRuns, type Runs } from "./runs.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createSettingsStore, type SettingsStore } from "./settings.ts";
import type { Table } from "./table.ts";

/** Our own records, one collection a concept. */
export type Store = {
  accounts: Accounts;
  audit: Audit;
  listings: Listings;
  notes: Notes;
  preferences: PreferencesOfPeople;
  roles: Roles;
  runs: Runs;
  sessions: Sessions;
  settings: SettingsStore;
  blobs: Blobs;
};

export type StoreOptions = {
  table: Table;
  cache: Cache;
  blobs: Blobs;
  now: () => number;
  /** Tag keys whose value names a role's owner. */
  ownerTags?: readonly string[];
};

/** Builds the collections over the ports. */
export function createStore({ table, cache, blobs, now, ownerTags = [] }: StoreOptions): Store {
  const listings = createListings(table);
  return {
    accounts: createAccounts({ table, listings, cache }),
    audit: createAudit(table),
    listings,
    notes: createNotes(table),
    preferences: createPreferences(table),
    roles: createRoles({ table, now, listings, cache, ownerTags }),
    runs: createRuns({ table, now }),
    sessions: createSessions({ table, now }),
    settings: createSettingsStore(table),
    blobs,
  };
}

import { type Accounts, createAccounts } from "./accounts.ts";
import { type Audit, createAudit } from "./audit.ts";
import type { Blobs } from "./blobs.ts";
import type { Cache } from "./cache.ts";
import { type CliChallenges, createCliChallenges } from "./cli-challenges.ts";
import { type CliLogins, createCliLogins } from "./cli-logins.ts";
import { createListings, type Listings } from "./listings.ts";
import { createNotes, type Notes } from "./notes.ts";
import { createOnce, type Once } from "./once.ts";
import { createPeople, type People } from "./people.ts";
import { createPreferences, type PreferencesOfPeople } from "./preferences.ts";
import { publish, type ToPublish } from "./published/publish.ts";
import { restorePublished } from "./published/restore.ts";
import type { OnUnreadable } from "./readable-rows.ts";
import { createRoles, type Roles } from "./roles.ts";
import { createRuns, type Runs } from "./runs.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createSettingsStore, type SettingsStore } from "./settings.ts";
import type { Table } from "./table.ts";
import { createTokens, type Tokens } from "./tokens.ts";

/** Our own records, one collection a concept. */
export type Store = {
  accounts: Accounts;
  audit: Audit;
  cliChallenges: CliChallenges;
  cliLogins: CliLogins;
  listings: Listings;
  notes: Notes;
  once: Once;
  people: People;
  preferences: PreferencesOfPeople;
  roles: Roles;
  runs: Runs;
  sessions: Sessions;
  settings: SettingsStore;
  tokens: Tokens;
  published: Published;
  blobs: Blobs;
};

/** The copies that other tools read. */
export type Published = {
  /** Writes all copies anew, in Redis and as snapshots. */
  publish(what: ToPublish): Promise<void>;
  /** Fills a cold Redis from the snapshots and answers which keys it wrote. */
  restore(): Promise<string[]>;
};

export type StoreOptions = {
  table: Table;
  cache: Cache;
  blobs: Blobs;
  now: () => number;
  /** False where nobody else can read the cache: then the copies for other tools are written as snapshots alone. */
  copies?: boolean;
  /** Tag keys whose value names a role's owner. */
  ownerTags?: readonly string[];
  /** Told of each stored role that cannot be understood, once. */
  onUnreadable?: OnUnreadable;
};

/** Builds the collections over the ports. */
export function createStore({ table, cache, blobs, now, copies = true, ...ofRoles }: StoreOptions): Store {
  const listings = createListings(table);
  const accounts = createAccounts({ table, listings, cache });
  const roles = createRoles({ table, now, listings, cache, ...ofRoles });
  const readable = copies ? cache : undefined;
  return {
    accounts,
    audit: createAudit({ table, now }),
    cliChallenges: createCliChallenges({ table, now }),
    cliLogins: createCliLogins({ table, now }),
    listings,
    notes: createNotes(table),
    once: createOnce({ table, now }),
    people: createPeople(table),
    preferences: createPreferences(table),
    roles,
    runs: createRuns({ table, now }),
    sessions: createSessions({ table, now }),
    settings: createSettingsStore({ table, now }),
    tokens: createTokens(table),
    published: {
      publish: (what) => publish({ accounts, listings, roles, blobs, cache: readable, now }, what),
      restore: () => restorePublished({ blobs, cache: readable }),
    },
    blobs,
  };
}

import { Hold } from "@gatehouse/core/sync/hold";
import { Outcome } from "@gatehouse/core/sync/run";
import { z } from "zod";
import type { Row, Table } from "./table.ts";
import { LISTINGS } from "./tables.ts";
import { changeRow } from "./versioned.ts";

/** How the last try to list an account and kind ended. */
export const LastTry = z.object({
  run: z.string(),
  at: z.string(),
  tookMs: z.number(),
  throttled: z.number(),
  outcome: Outcome,
});
export type LastTry = z.infer<typeof LastTry>;

/** What is known of one account and kind as a whole: as of when, and how often it changed. */
export const Listing = z.object({
  accountId: z.string(),
  kind: z.string(),
  /** Raised once per applied batch; a process whose number differs reads again. */
  generation: z.number().int(),
  /** The batches being applied; one that stays here was cut off, and the next listing raises the generation for it. */
  applying: z.array(z.string()),
  /** When the last complete listing finished. */
  finishedAt: z.string().optional(),
  /** A removal that waits for a second complete listing and for an admin. */
  held: Hold.optional(),
  last: LastTry.optional(),
});
export type Listing = z.infer<typeof Listing>;

export type ListingName = Pick<Listing, "accountId" | "kind">;

export type Listings = {
  all(): Promise<Listing[]>;
  get(name: ListingName): Promise<Listing | undefined>;
  /** Changes one listing, again where somebody else was faster; the decision starts from an empty one where there is none. */
  change(name: ListingName, decide: (listing: Listing) => Listing): Promise<Listing>;
};

/** Keeps one small row per account and kind. */
export function createListings(table: Table): Listings {
  const parse = (row: Row): Listing => Listing.parse(row);
  return {
    async all() {
      const listings: Listing[] = [];
      for await (const page of table.scan(LISTINGS)) listings.push(...page.map(parse));
      return listings;
    },
    async get({ accountId, kind }) {
      const row = await table.get(LISTINGS, { accountId, kind });
      return row === undefined ? undefined : parse(row);
    },
    async change({ accountId, kind }, decide) {
      const empty: Listing = { accountId, kind, generation: 0, applying: [] };
      const where = { table: LISTINGS, key: { accountId, kind } };
      const row = await changeRow(table, where, (row) => toRow(decide(row === undefined ? empty : parse(row))));
      return row === undefined ? empty : parse(row);
    },
  };
}

/** Rows hold no undefined: a field that is not there is left out. */
function toRow(listing: Listing): Row {
  return JSON.parse(JSON.stringify(listing)) as Row;
}

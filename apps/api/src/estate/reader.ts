import type { Change } from "@gatehouse/store/changes";
import { IAM_ROLE } from "@gatehouse/store/roles";
import type { App } from "../app.ts";
import { indexAccount, patchAccount, type TagGrants } from "./account-part.ts";
import type { EstateIndex } from "./estate-index.ts";
import { createInterner, type EstateRole, toEstateRole } from "./estate-role.ts";

/** The kind under which a hub's accounts are listed. */
export const ACCOUNT = "account";

/** Above this many keys, reading the account whole is the cheaper way. */
const MOST_KEYS = 100;

type Parts = Pick<App, "store"> & { index: EstateIndex; tagGrants: TagGrants };

/** Brings the index up to the store's state; each call leaves it whole, also where the store fails midway. */
export type Reader = ReturnType<typeof createReader>;

export function createReader({ store, index, tagGrants }: Parts) {
  const intern = createInterner();
  const generations = new Map<string, number>();
  const asOf = new Map<string, string>();
  const pair = (accountId: string, kind: string) => `${accountId} ${kind}`;

  const readAccount = async (accountId: string): Promise<void> => {
    const roles: EstateRole[] = [];
    for await (const role of store.roles.fullOfAccount(accountId)) roles.push(toEstateRole(role, intern));
    index.setPart(accountId, indexAccount(roles, tagGrants));
  };

  return {
    asOf: (accountId: string, kind: string) => asOf.get(pair(accountId, kind)),

    /** Reads everything once. */
    async readAll(): Promise<void> {
      const listings = await store.listings.all();
      index.setAccounts(await store.accounts.all());
      const roles = new Map<string, EstateRole[]>();
      const pause = createPause();
      for await (const role of store.roles.all()) {
        const slim = toEstateRole(role, intern);
        const known = roles.get(slim.accountId);
        if (known) known.push(slim);
        else roles.set(slim.accountId, [slim]);
        await pause();
      }
      for (const [accountId, found] of roles) {
        index.setPart(accountId, indexAccount(found, tagGrants));
        await pause();
      }
      for (const { accountId, kind, generation } of listings) generations.set(pair(accountId, kind), generation);
    },

    /** Compares all generations with the store's and re-reads what differs. */
    async readDifferences(): Promise<void> {
      for (const listing of await store.listings.all()) {
        const key = pair(listing.accountId, listing.kind);
        if (generations.get(key) !== listing.generation) {
          if (listing.kind === IAM_ROLE) await readAccount(listing.accountId);
          if (listing.kind === ACCOUNT) index.setAccounts(await store.accounts.all());
          generations.set(key, listing.generation);
        }
        if (listing.finishedAt !== undefined) asOf.set(key, listing.finishedAt);
      }
    },

    /** Re-reads what a message names, if it is the very next one; otherwise answers false. */
    async readChange({ accountId, kind, generation, keys }: Change): Promise<boolean> {
      const key = pair(accountId, kind);
      if (kind !== IAM_ROLE || keys.length > MOST_KEYS) return false;
      if (generations.get(key) !== generation - 1) return false;
      const read = await store.roles.read(keys);
      const put = read.map((role) => toEstateRole(role, intern));
      const found = new Set(put.map(({ arn }) => arn));
      const gone = keys.filter((arn) => !found.has(arn));
      index.setPart(accountId, patchAccount(index.part(accountId), { put, gone }, tagGrants));
      generations.set(key, generation);
      return true;
    },
  };
}

/** Lets requests be answered between the pieces of a long reading. */
function createPause(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < 10) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}

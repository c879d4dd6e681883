import { ACCOUNT } from "@gatehouse/store/accounts";
import type { Change } from "@gatehouse/store/changes";
import { IAM_ROLE } from "@gatehouse/store/roles";
import type { App } from "../app.ts";
import type { RoleGrants } from "../access/role-grants.ts";
import { indexAccount, patchAccount } from "./account-part.ts";
import type { EstateIndex } from "./estate-index.ts";
import { createInterner, type EstateRole, toEstateRole } from "./estate-role.ts";
import { createPause } from "./pause.ts";

type Parts = Pick<App, "store"> & { index: EstateIndex; roleGrants: RoleGrants };

/** Reading so many rows at once holds up no answer for longer than a moment. */
const PIECE = 10;

/** Brings the index up to the store's state; each call leaves it whole, also where the store fails midway. */
export type Reader = ReturnType<typeof createReader>;

export function createReader({ store, index, roleGrants }: Parts) {
  const intern = createInterner();
  const generations = new Map<string, number>();
  const asOf = new Map<string, string>();
  /** Read by an index that may lag behind the rows, and so once more at the next comparison. */
  const unsettled = new Set<string>();
  const keyOf = (accountId: string, kind: string) => `${accountId} ${kind}`;

  const pause = createPause();

  const readRoles = async (arns: readonly string[]): Promise<EstateRole[]> => {
    const roles: EstateRole[] = [];
    await pause();
    for (let from = 0; from < arns.length; from += PIECE) {
      const read = await store.roles.readOutlines(arns.slice(from, from + PIECE));
      for (const role of read) roles.push(toEstateRole(role, intern));
      await pause();
    }
    return roles;
  };

  const readAccount = async (accountId: string): Promise<void> => {
    const stored = await store.roles.ofAccount(accountId);
    const roles = await readRoles(stored.map(({ arn }) => arn));
    index.setPart(accountId, indexAccount(roles, roleGrants));
  };

  const readKeys = async (accountId: string, keys: readonly string[]): Promise<void> => {
    const put = await readRoles(keys);
    const found = new Set(put.map(({ arn }) => arn));
    const gone = keys.filter((arn) => !found.has(arn));
    index.setPart(accountId, patchAccount(index.part(accountId), { put, gone }, roleGrants));
  };

  return {
    asOf: (accountId: string, kind: string) => asOf.get(keyOf(accountId, kind)),

    /** Reads everything once. */
    async readAll(): Promise<void> {
      const listings = await store.listings.all();
      index.setAccounts(await store.accounts.all());
      const roles = new Map<string, EstateRole[]>();
      for await (const role of store.roles.outlines()) {
        const slim = toEstateRole(role, intern);
        const known = roles.get(slim.accountId);
        if (known) known.push(slim);
        else roles.set(slim.accountId, [slim]);
        const turn = pause();
        if (turn) await turn;
      }
      for (const [accountId, found] of roles) {
        index.setPart(accountId, indexAccount(found, roleGrants));
        await pause();
      }
      for (const { accountId, kind, generation } of listings) generations.set(keyOf(accountId, kind), generation);
    },

    /** Compares all generations with the store's and re-reads what differs. */
    async readDifferences(): Promise<void> {
      for (const { accountId, kind, generation, finishedAt } of await store.listings.all()) {
        const key = keyOf(accountId, kind);
        const differs = generations.get(key) !== generation;
        if (differs || unsettled.has(key)) {
          if (kind === IAM_ROLE) await readAccount(accountId);
          if (kind === ACCOUNT) index.setAccounts(await store.accounts.all());
          generations.set(key, generation);
          if (differs) unsettled.add(key);
          else unsettled.delete(key);
        }
        if (finishedAt !== undefined) asOf.set(key, finishedAt);
      }
    },

    /** Reads what a message tells of: its keys alone where nothing was missed before it, else the account. */
    async readChange({ accountId, kind, generation, keys }: Change): Promise<void> {
      const key = keyOf(accountId, kind);
      const known = generations.get(key) ?? 0;
      if (generation <= known) return;
      if (kind === ACCOUNT) index.setAccounts(await store.accounts.all());
      if (kind === IAM_ROLE && generation === known + 1) await readKeys(accountId, keys);
      if (kind === IAM_ROLE && generation > known + 1) {
        await readAccount(accountId);
        unsettled.add(key);
      }
      generations.set(key, generation);
    },
  };
}

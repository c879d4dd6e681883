import { type AccountPack, bytesOf } from "@gatehouse/store/published/account-pack";

/** As much as is worth its place in memory: what is not kept is read and packed again when it is published. */
const MOST_BYTES = 6 * 1024 * 1024;

/** What can be published of accounts that a run has just written whole, so that their rows are not read again. */
export type KeptPacks = {
  byAccount: ReadonlyMap<string, AccountPack>;
  hasRoom(): boolean;
  keep(accountId: string, pack: AccountPack): void;
};

/** Begins to keep packs, which do not grow with the estate beyond what one account adds. */
export function createKeptPacks(): KeptPacks {
  const byAccount = new Map<string, AccountPack>();
  let bytes = 0;
  return {
    byAccount,
    hasRoom: () => bytes < MOST_BYTES,
    keep(accountId, pack) {
      byAccount.set(accountId, pack);
      bytes += bytesOf(pack);
    },
  };
}

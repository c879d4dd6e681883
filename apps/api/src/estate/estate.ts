import type { Account } from "@gatehouse/core/account";
import type { Grant } from "@gatehouse/core/access/grant";
import type { EstateRole } from "./estate-role.ts";

/** Whether what the read model holds is complete and fresh, with a sentence for the page where it is not. */
export type EstateStatus =
  | { state: "filling"; sentence: string }
  | { state: "ready" }
  | { state: "stale"; sentence: string };

/**
 * The read model: the whole estate in this process's memory. No method waits, and none reads the store;
 * an account's part is replaced at once, so that a request which does not await sees one state of it.
 */
export type Estate = {
  status(): EstateStatus;
  /** Resolves when the first complete index stands; at once ever after. */
  filled(): Promise<void>;
  accounts(): ReadonlyMap<string, Account>;
  role(arn: string): EstateRole | undefined;
  /** All roles, account by account. */
  roles(): IterableIterator<EstateRole>;
  rolesOf(accountId: string): readonly EstateRole[];
  roleCount(): number;
  /** The grants that name this identity: an e-mail lower-cased, or a group exactly. */
  grantsOf(identity: string): readonly Grant[];
  /** The grants on this role, whoever they name. */
  grantsOn(roleArn: string): readonly Grant[];
  /** All identities that any rule names, each with the number of its grants. */
  identities(): IterableIterator<[identity: string, grants: number]>;
  /** How many roles each granting tag key stands on. */
  rolesByTag(): ReadonlyMap<string, number>;
  /** The finish time of the last complete listing of this account and kind. */
  asOf(accountId: string, kind: string): string | undefined;
  /** Compares all generations with the store's and re-reads what differs; also done every 5 s. */
  refresh(): Promise<void>;
  close(): Promise<void>;
};

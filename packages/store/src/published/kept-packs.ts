import { closeSync, mkdtempSync, openSync, readSync, rmSync, writevSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountPack, PackedRoles, PackOf } from "./account-pack.ts";
import type { Packed } from "./packed.ts";

/** What can be published of accounts that a run has just written whole, so that their rows are not read again. */
export type KeptPacks = {
  /** Keeps an account's pack, or nothing where that is impossible: what is not kept is packed again when it is published. */
  keep(accountId: string, pack: AccountPack): void;
  /** The account's pack if it tells of exactly this state and can be read back whole. */
  packOf(accountId: string, of: PackOf): AccountPack | undefined;
  [Symbol.dispose](): void;
};

/** Where a pack lies in the file, and how long each of its gzip members is. */
type Place = PackOf & { at: number; pages: readonly Lengths[] };
type Lengths = Record<keyof PackedRoles, readonly number[]>;

/** Some five times an estate of 100,000 roles: a temporary folder may be small, or in memory. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Begins to keep packs in a temporary file, since they grow with the estate. The file loses its name at once, so that
 * nothing of it is left however the process ends, and nobody else can change it.
 */
export function createKeptPacks(opened = { file: openNameless(tmpdir()) }): KeptPacks {
  let { file } = opened;
  const places = new Map<string, Place>();
  let end = 0;

  return {
    keep(accountId, { pages, ...of }) {
      places.delete(accountId);
      const place = { ...of, at: end, pages: pages.map(lengthsOf) };
      if (file === undefined || end + sizeOf(place) > MOST_BYTES) return;
      if (!isWritten(file, place, pages.flatMap(inOrder).flat())) return;
      places.set(accountId, place);
      end += sizeOf(place);
    },
    packOf(accountId, { generation, accountName }) {
      const place = places.get(accountId);
      if (file === undefined || place?.generation !== generation || place.accountName !== accountName) return undefined;
      return readPack(file, place);
    },
    [Symbol.dispose]() {
      places.clear();
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

/** Opens a new file in the folder and takes its name away at once; undefined where there is no place for one. */
export function openNameless(folder: string): number | undefined {
  try {
    const own = mkdtempSync(join(folder, "gatehouse-packs-"));
    try {
      return openSync(join(own, "packs"), "wx+", 0o600);
    } finally {
      rmSync(own, { recursive: true, force: true });
    }
  } catch {
    return undefined;
  }
}

/** A disk may be full, or take a part only. */
function isWritten(file: number, place: Place, members: readonly Uint8Array[]): boolean {
  try {
    return writevSync(file, members, place.at) === sizeOf(place);
  } catch {
    return false;
  }
}

function readPack(file: number, place: Place): AccountPack | undefined {
  const { at, pages, ...of } = place;
  const bytes = new Uint8Array(sizeOf(place));
  try {
    if (readSync(file, bytes, 0, bytes.length, at) !== bytes.length) return undefined;
  } catch {
    return undefined;
  }
  let from = 0;
  // Copies, so that a part which is still needed does not keep the rest in memory.
  const take = (lengths: readonly number[]): Packed => lengths.map((length) => bytes.slice(from, (from += length)));
  return { ...of, pages: pages.map((page) => eachOf(page, take)) };
}

function sizeOf({ pages }: Place): number {
  const lengths = pages.flatMap(inOrder).flat();
  return lengths.reduce((sum, length) => sum + length, 0);
}

function lengthsOf(page: PackedRoles): Lengths {
  return eachOf(page, (packed) => packed.map(({ length }) => length));
}

/** The order of a page's parts in the file. */
function inOrder<T>({ entries, policies, details, grants }: Record<keyof PackedRoles, T>): T[] {
  return [entries, policies, details, grants];
}

function eachOf<T, U>({ entries, policies, details, grants }: Record<keyof PackedRoles, T>, change: (part: T) => U) {
  return { entries: change(entries), policies: change(policies), details: change(details), grants: change(grants) };
}

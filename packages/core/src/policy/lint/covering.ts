import { type Beginning, beginsAs } from "../beginning.ts";
import { covers } from "../patterns/covers.ts";
import type { Matcher } from "../wildcard.ts";

/** A text as it is compared with others of a list. */
export type Listed = Beginning & {
  text: string;
  /** Of different numbers are different texts. */
  textHash: number;
  /** Undefined where the text has no wildcard. */
  matches: Matcher | undefined;
  /** A pattern covers texts of the same number only; one with 0 may cover any. */
  serviceHash: number;
};

/** A list of texts, and whether one of them has a wildcard. */
type ListOfTexts = { facts: readonly Listed[]; hasPatterns: boolean };

/**
 * For each text of a list the index of another text of it that covers it, or undefined: of two equal texts the later is
 * covered. Where no text is covered, as mostly, the answer is empty.
 */
export function coveredBy({ facts: list, hasPatterns }: ListOfTexts): readonly (number | undefined)[] {
  const first = hasEqual(list) ? firstPlaces(list) : undefined;
  if (!hasPatterns && first === undefined) return [];
  const byService = Map.groupBy(
    list.filter(({ matches }) => matches !== undefined),
    ({ serviceHash }) => serviceHash,
  );
  const ofAny = byService.get(0) ?? NONE;
  const covers: (number | undefined)[] = [];
  list.forEach((one, index) => {
    const earlier = first?.get(one.text);
    if (earlier !== undefined && earlier !== index) covers[index] = earlier;
    else {
      const cover = coverIn(ofAny, one) ?? coverIn(byService.get(one.serviceHash) ?? NONE, one);
      if (cover !== undefined) covers[index] = list.indexOf(cover);
    }
  });
  return covers;
}

const NONE: readonly Listed[] = [];

function coverIn(patterns: readonly Listed[], one: Listed): Listed | undefined {
  for (const wide of patterns) if (isCover(wide, one) && wide.text !== one.text) return wide;
  return undefined;
}

function firstPlaces(list: readonly Listed[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, { text }] of list.entries()) if (!places.has(text)) places.set(text, index);
  return places;
}

/** Up to so many texts are sooner compared with each other than sorted. */
const FEW = 12;

/** Whether two texts are equal; among many also where only their numbers are. */
function hasEqual(list: readonly Listed[]): boolean {
  if (list.length > FEW) return isTwice(hashesOf(list).sort());
  for (let later = 1; later < list.length; later += 1)
    for (let earlier = 0; earlier < later; earlier += 1)
      if (list[earlier]?.textHash === list[later]?.textHash && list[earlier]?.text === list[later]?.text) return true;
  return false;
}

function hashesOf(list: readonly Listed[]): Int32Array {
  const hashes = new Int32Array(list.length);
  for (let at = 0; at < list.length; at += 1) hashes[at] = list[at]?.textHash ?? 0;
  return hashes;
}

const isTwice = (sorted: Int32Array): boolean => {
  for (let at = 1; at < sorted.length; at += 1) if (sorted[at] === sorted[at - 1]) return true;
  return false;
};

/** Whether one text of a list covers another, being a pattern. */
export function isCover(wide: Listed, one: Listed): boolean {
  const { serviceHash, matches } = wide;
  if (matches === undefined || (serviceHash !== 0 && serviceHash !== one.serviceHash)) return false;
  return beginsAs(wide, one) && covers(wide.text, one.text, matches);
}

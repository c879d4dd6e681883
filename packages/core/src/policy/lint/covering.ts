import { covers } from "../patterns/covers.ts";
import type { Matcher } from "../wildcard.ts";

/** A text as it is compared with others of a list. */
export type Listed = {
  text: string;
  /** Of different numbers are different texts. */
  textHash: number;
  /** Undefined where the text has no wildcard. */
  matches: Matcher | undefined;
  /** A pattern covers texts of the same number only; one with 0 may cover any. */
  serviceHash: number;
};

/**
 * For each text of a list the index of another text of it that covers it, or undefined: of two equal texts the later is
 * covered. Where no text is covered, as mostly, the answer is empty.
 */
export function coveredBy(list: readonly Listed[]): readonly (number | undefined)[] {
  const patterns = list.filter(({ matches }) => matches !== undefined);
  const equal = hasEqual(list);
  if (patterns.length === 0 && !equal) return [];
  const first = equal ? firstPlaces(list) : undefined;
  const byService = Map.groupBy(patterns, serviceOf);
  const ofAny = byService.get(0) ?? [];
  const covers: (number | undefined)[] = [];
  list.forEach((one, index) => {
    const earlier = first?.get(one.text);
    if (earlier !== undefined && earlier !== index) {
      covers[index] = earlier;
      return;
    }
    const cover = coverIn(ofAny, one) ?? coverIn(byService.get(one.serviceHash), one);
    if (cover !== undefined) covers[index] = list.indexOf(cover);
  });
  return covers;
}

function coverIn(patterns: readonly Listed[] | undefined, one: Listed): Listed | undefined {
  for (const wide of patterns ?? NONE) if (wide.text !== one.text && isCover(wide, one)) return wide;
  return undefined;
}

const NONE: readonly Listed[] = [];

const serviceOf = ({ serviceHash }: Listed): number => serviceHash;

function firstPlaces(list: readonly Listed[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, { text }] of list.entries()) if (!places.has(text)) places.set(text, index);
  return places;
}

/** Up to so many texts are sooner compared with each other than put into a set. */
const FEW = 16;

/** Whether two texts are equal; among many also where only their numbers are. */
function hasEqual(list: readonly Listed[]): boolean {
  if (list.length > FEW) return new Set(list.map((one) => one.textHash)).size < list.length;
  for (let later = 1; later < list.length; later += 1)
    for (let earlier = 0; earlier < later; earlier += 1)
      if (list[earlier]?.textHash === list[later]?.textHash && list[earlier]?.text === list[later]?.text) return true;
  return false;
}

/** Whether one text of a list covers another, being a pattern. */
export function isCover({ text, matches, serviceHash }: Listed, one: Listed): boolean {
  if (matches === undefined || (serviceHash !== 0 && serviceHash !== one.serviceHash)) return false;
  return covers(text, one.text, matches);
}

import { ownText } from "../own-text.ts";
import { textHash } from "../text-hash.ts";

/** The names of AWS's language, its operators and keys are shorter; longer ones seldom stand twice. */
const LONGEST = 64;
const SLOTS = 1 << 12;

/** One name for each slot; whatever comes to a slot takes it, so that memory is bounded. */
const kept: string[] = Array.from({ length: SLOTS }, () => "");

/**
 * Answers a part of a text that is a name. Every policy has the same names: a known one is answered as it is, without a new
 * text for every time that it stands somewhere.
 */
export function intern(text: string, from: number, to: number): string {
  const length = to - from;
  if (length > LONGEST) return text.slice(from, to);
  const slot = textHash(text, from, to) & (SLOTS - 1);
  const known = kept[slot];
  if (known !== undefined && known.length === length && stands(known, text, from)) return known;
  const own = ownText(text, from, to);
  kept[slot] = own;
  return own;
}

/** Names are so short that this is sooner done than startsWith is called. */
function stands(known: string, text: string, from: number): boolean {
  for (let at = 0; at < known.length; at += 1) if (known.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  return true;
}

/** No action and no condition key is longer; longer texts seldom stand twice. */
const LONGEST = 96;
const SLOTS = 1 << 16;

/** One text for each slot; whatever comes to a slot takes it, so that memory is bounded. */
const kept: string[] = Array.from({ length: SLOTS }, () => "");

/**
 * Answers the part of a text from where a reader is to end, of which the reader knows a hash. Policies repeat each
 * other's names: a known one is answered as it is, without a new text for every time that it stands somewhere.
 */
export function intern({ text, at }: { text: string; at: number }, end: number, hash: number): string {
  const length = end - at;
  if (length > LONGEST) return copied(text, at, end);
  const slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
  const known = kept[slot];
  if (known !== undefined && known.length === length && text.startsWith(known, at)) return known;
  const copy = copied(text, at, end);
  kept[slot] = copy;
  return copy;
}

/**
 * A mere slice would keep the whole text in memory for as long as somebody remembers the name, and so would what adds a
 * character to a slice and takes it off again: only joining makes a text of its own.
 */
function copied(text: string, start: number, end: number): string {
  const middle = (start + end) >> 1;
  return [text.slice(start, middle), text.slice(middle, end)].join("");
}

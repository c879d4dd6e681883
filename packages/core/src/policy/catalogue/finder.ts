const [LOWER_A, LOWER_Z, TO_LOWER] = [0x61, 0x7a, 0x20];
/** So many places for each name keep ways to an empty place short. */
const PLACES = 2;

/** Finds the index of a name by where it stands in a text, in any case; negative where it is none of them. */
export type Finder = (text: string, from: number, to: number) => number;

/**
 * Makes a finder of names of ASCII alone and of up to 255 characters, which differ not only in case. It makes no text of
 * what it looks for, and touches little memory: policies hold tens of thousands of actions, and to fetch each from all over
 * the heap takes longest.
 */
export function finderOf(names: readonly string[]): Finder {
  const { bytes, starts } = entriesOf(names);
  const places = new Int32Array(2 ** Math.ceil(Math.log2(names.length * PLACES + 1)));
  const last = places.length - 1;
  for (const [index, name] of names.entries()) {
    let place = placeOf(name, 0, name.length) & last;
    while (places[place] !== 0) place = (place + 1) & last;
    places[place] = starts[index] ?? 0;
  }
  const stands = (start: number, text: string, from: number): boolean => {
    const length = bytes[start] ?? 0;
    for (let at = 0; at < length; at += 1)
      if (!areOneLetter(bytes[start + HEAD + at] ?? 0, text.charCodeAt(from + at))) return false;
    return true;
  };
  return (text, from, to) => {
    for (let place = placeOf(text, from, to) & last; ; place = (place + 1) & last) {
      const start = places[place] ?? 0;
      if (start === 0) return -1;
      if (bytes[start] === to - from && stands(start, text, from)) return indexAt(bytes, start);
    }
  };
}

/** An entry is the length of a name, its index in three bytes, and its letters. */
const HEAD = 4;

/** All entries one after another, and where each starts; none starts at 0. */
function entriesOf(names: readonly string[]): { bytes: Uint8Array; starts: readonly number[] } {
  const bytes = new Uint8Array(1 + names.reduce((sum, { length }) => sum + HEAD + length, 0));
  let end = 1;
  const starts = names.map((name, index) => {
    const start = end;
    bytes.set([name.length, index & 0xff, (index >> 8) & 0xff, index >> 16], start);
    for (let at = 0; at < name.length; at += 1) bytes[start + HEAD + at] = name.charCodeAt(at);
    end = start + HEAD + name.length;
    return start;
  });
  return { bytes, starts };
}

const indexAt = (bytes: Uint8Array, start: number): number =>
  (bytes[start + 1] ?? 0) | ((bytes[start + 2] ?? 0) << 8) | ((bytes[start + 3] ?? 0) << 16);

/**
 * Of long names only some characters are counted: enough to tell them apart, for the names are known beforehand. A letter
 * counts the same in both cases; that others may as well does no harm.
 */
function placeOf(text: string, from: number, to: number): number {
  const step = 1 + ((to - from) >> 4);
  let hash = to - from;
  for (let at = to - 1; at >= from; at -= step) hash = (Math.imul(hash, 31) + (text.charCodeAt(at) | TO_LOWER)) | 0;
  return hash ^ (hash >>> 15);
}

function areOneLetter(one: number, other: number): boolean {
  const lower = one | TO_LOWER;
  return one === other || (lower === (other | TO_LOWER) && lower >= LOWER_A && lower <= LOWER_Z);
}

const [UPPER_A, UPPER_Z, TO_LOWER] = [0x41, 0x5a, 0x20];
/** So many places for each name keep ways to an empty place short. */
const PLACES = 2;

/** Finds the index of a name by where it stands in a text, in any case; negative where it is none of them. */
export type Finder = (text: string, from: number, to: number) => number;

/**
 * Makes a finder of different names in lower case and of ASCII alone. It makes no text of what it looks for, and touches
 * little memory: policies hold tens of thousands of actions, and to fetch each from all over the heap takes longest.
 */
export function finderOf(names: readonly string[]): Finder {
  const { letters, starts } = joined(names);
  const places = new Int32Array(2 ** Math.ceil(Math.log2(names.length * PLACES + 1)));
  const last = places.length - 1;
  for (const [index, name] of names.entries()) {
    let place = placeOf(name, 0, name.length) & last;
    while (places[place] !== 0) place = (place + 1) & last;
    places[place] = index + 1;
  }
  const lengthOf = (index: number): number => (starts[index + 1] ?? 0) - (starts[index] ?? 0);
  const stands = (index: number, text: string, from: number): boolean => {
    const start = starts[index] ?? 0;
    const length = lengthOf(index);
    for (let at = 0; at < length; at += 1) if (letters[start + at] !== lowerAt(text, from + at)) return false;
    return true;
  };
  return (text, from, to) => {
    for (let place = placeOf(text, from, to) & last; ; place = (place + 1) & last) {
      const index = (places[place] ?? 0) - 1;
      if (index < 0 || (lengthOf(index) === to - from && stands(index, text, from))) return index;
    }
  };
}

/** All names one after another, and where each starts; the last start is the end. */
function joined(names: readonly string[]): { letters: Uint8Array; starts: Int32Array } {
  const starts = new Int32Array(names.length + 1);
  for (const [index, { length }] of names.entries()) starts[index + 1] = (starts[index] ?? 0) + length;
  const letters = Uint8Array.from(names.join(""), (letter) => letter.charCodeAt(0));
  return { letters, starts };
}

/** Of long names only some characters are counted: enough to tell them apart, for the names are known beforehand. */
function placeOf(text: string, from: number, to: number): number {
  const step = 1 + ((to - from) >> 4);
  let hash = to - from;
  for (let at = to - 1; at >= from; at -= step) hash = (Math.imul(hash, 31) + lowerAt(text, at)) | 0;
  return hash ^ (hash >>> 15);
}

function lowerAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= UPPER_A && code <= UPPER_Z ? code + TO_LOWER : code;
}

/**
 * Actions by their numbers in the catalogue, as bits. Only the words between the first and the last that are not zero are
 * kept, so that the actions of one service take little; none at all is NO_ACTIONS.
 */
export type ActionSet = { readonly first: number; readonly words: Uint32Array };

export const NO_ACTIONS: ActionSet = { first: 0, words: new Uint32Array(0) };

const BITS = 32;

/** Makes a set of numbers in any order. */
export function setOf(numbers: readonly number[]): ActionSet {
  let [least, most] = [Infinity, -1];
  for (const number of numbers) {
    if (number < least) least = number;
    if (number > most) most = number;
  }
  if (most < 0) return NO_ACTIONS;
  const first = least >>> 5;
  const words = new Uint32Array((most >>> 5) - first + 1);
  for (const number of numbers) {
    const at = (number >>> 5) - first;
    words[at] = (words[at] ?? 0) | (1 << (number & 31));
  }
  return { first, words };
}

/** Makes the set of all numbers from one up to, and without, another. */
export function rangeOf(from: number, to: number): ActionSet {
  return setOf(Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index));
}

/** Answers the actions of both sets. */
export function both(one: ActionSet, other: ActionSet): ActionSet {
  const first = Math.max(one.first, other.first);
  const end = Math.min(endOf(one), endOf(other));
  if (!share(one, other)) return NO_ACTIONS;
  const words = new Uint32Array(end - first);
  for (let at = first; at < end; at += 1) words[at - first] = wordAt(one, at) & wordAt(other, at);
  return trimmed(first, words);
}

/** Answers the actions of one set that another has not; the set itself where they have none in common. */
export function without(one: ActionSet, other: ActionSet): ActionSet {
  if (!share(one, other)) return one;
  const words = one.words.slice();
  const end = Math.min(endOf(one), endOf(other));
  for (let at = Math.max(one.first, other.first); at < end; at += 1)
    words[at - one.first] = wordAt(one, at) & ~wordAt(other, at);
  return trimmed(one.first, words);
}

/** Answers the actions of any of several sets. */
export function unionOf(sets: readonly ActionSet[]): ActionSet {
  const some = sets.filter(({ words }) => words.length > 0);
  const [only] = some;
  if (only === undefined || some.length === 1) return only ?? NO_ACTIONS;
  const first = some.reduce((least, set) => Math.min(least, set.first), Infinity);
  const end = some.reduce((most, set) => Math.max(most, endOf(set)), 0);
  const words = new Uint32Array(end - first);
  for (const set of some)
    for (let at = 0; at < set.words.length; at += 1) {
      const to = set.first - first + at;
      words[to] = (words[to] ?? 0) | (set.words[at] ?? 0);
    }
  return { first, words };
}

/** Whether two sets have an action in common. */
export function share(one: ActionSet, other: ActionSet): boolean {
  const end = Math.min(endOf(one), endOf(other));
  for (let at = Math.max(one.first, other.first); at < end; at += 1)
    if ((wordAt(one, at) & wordAt(other, at)) !== 0) return true;
  return false;
}

/** Whether a set has no action. */
export const isEmpty = ({ words }: ActionSet): boolean => words.length === 0;

/** Whether a set has the action of a number. */
export const hasNumber = (set: ActionSet, number: number): boolean =>
  ((wordAt(set, number >>> 5) >>> (number & 31)) & 1) === 1;

/** Answers the numbers of a set, the least first. */
export function numbersOf({ first, words }: ActionSet): number[] {
  const numbers: number[] = [];
  words.forEach((word, at) => {
    for (let left = word; left !== 0; left &= left - 1)
      numbers.push((first + at) * BITS + (BITS - 1 - Math.clz32(left & -left)));
  });
  return numbers;
}

const endOf = ({ first, words }: ActionSet): number => first + words.length;

const wordAt = ({ first, words }: ActionSet, at: number): number => words[at - first] ?? 0;

function trimmed(first: number, words: Uint32Array): ActionSet {
  let [from, to] = [0, words.length];
  while (from < to && words[from] === 0) from += 1;
  while (to > from && words[to - 1] === 0) to -= 1;
  if (from === to) return NO_ACTIONS;
  return from === 0 && to === words.length ? { first, words } : { first: first + from, words: words.slice(from, to) };
}

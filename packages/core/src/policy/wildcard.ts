/** Any run of characters, and exactly one character; every other part of a pattern is literal text. */
export const ANY = Symbol("*");
export const ONE = Symbol("?");

export type Part = string | typeof ANY | typeof ONE;

export type Matcher = (text: string) => boolean;

/** Splits a text at its wildcards: "a*b" is ["a", ANY, "b"]. */
export function parseWildcards(text: string): Part[] {
  const parts: Part[] = [];
  for (const piece of text.split(/([*?])/)) {
    if (piece === "*" && parts.at(-1) !== ANY) parts.push(ANY);
    else if (piece === "?") parts.push(ONE);
    else if (piece !== "" && piece !== "*") parts.push(piece);
  }
  return parts;
}

/** Makes a matcher of whole texts; its time is bounded by pattern length times text length, so no policy can hang it. */
export function matcherOf(parts: readonly Part[]): Matcher {
  const [first, second] = parts;
  if (parts.length === 0) return (text) => text === "";
  if (parts.length === 1 && first === ANY) return () => true;
  if (parts.length === 1 && typeof first === "string") return (text) => text === first;
  if (parts.length === 2 && typeof first === "string" && second === ANY) return (text) => text.startsWith(first);
  return (text) => matches(parts, text);
}

/** Compares case-sensitively, "*" and "?" being wildcards. */
export function wildcard(pattern: string): Matcher {
  return matcherOf(parseWildcards(pattern));
}

function matches(parts: readonly Part[], text: string): boolean {
  let part = 0;
  let at = 0;
  let starred = -1;
  let resume = 0;
  for (;;) {
    const wanted = parts[part];
    if (wanted === undefined && at === text.length) return true;
    if (wanted === ANY) {
      if (part === parts.length - 1) return true;
      starred = part++;
      resume = at;
      continue;
    }
    const width = wanted === ONE ? oneAt(text, at) : literalAt(wanted, text, at);
    if (width >= 0) {
      part += 1;
      at += width;
      continue;
    }
    if (starred < 0 || resume >= text.length) return false;
    part = starred + 1;
    at = ++resume;
  }
}

const oneAt = (text: string, at: number): number => (at < text.length ? 1 : -1);

const literalAt = (wanted: string | undefined, text: string, at: number): number =>
  wanted !== undefined && text.startsWith(wanted, at) ? wanted.length : -1;

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

/** Compares case-sensitively, "*" and "?" being wildcards. */
export function wildcard(pattern: string): Matcher {
  return matcherOf(parseWildcards(pattern));
}

/**
 * Makes a matcher of whole texts. Between two "*" a pattern has one width, so it is looked for from left to right and
 * never anew; its time is at most pattern length times text length.
 */
export function matcherOf(parts: readonly Part[]): Matcher {
  const [first, second] = parts;
  if (parts.length === 0) return (text) => text === "";
  if (parts.length === 1 && first === ANY) return () => true;
  if (parts.length === 1 && typeof first === "string") return (text) => text === first;
  if (parts.length === 2 && typeof first === "string" && second === ANY) return startsWith(first);
  const segments = segmentsOf(parts);
  const [head, ...others] = segments;
  const tail = others.pop();
  if (head === undefined) return () => false;
  if (tail === undefined) return (text) => text.length === head.width && standsAt(head, text, 0);
  return (text) => {
    const last = text.length - tail.width;
    if (head.width > last || !standsAt(head, text, 0) || !standsAt(tail, text, last)) return false;
    let at = head.width;
    for (const segment of others) {
      const found = find(segment, text, { from: at, to: last });
      if (found < 0) return false;
      at = found + segment.width;
    }
    return true;
  };
}

/** Names of one service begin alike, so that the last character tells sooner than the whole that a text does not begin so. */
function startsWith(beginning: string): Matcher {
  const last = beginning.length - 1;
  const code = beginning.charCodeAt(last);
  return (text) => text.charCodeAt(last) === code && text.startsWith(beginning);
}

/** What stands between two "*": a literal, or where "?" stands in it the characters at their offsets. */
type Segment = { width: number; literal: string | undefined; offsets: readonly number[]; codes: readonly number[] };

function segmentsOf(parts: readonly Part[]): Segment[] {
  const runs: (string | typeof ONE)[][] = [[]];
  for (const part of parts) {
    if (part === ANY) runs.push([]);
    else runs.at(-1)?.push(part);
  }
  return runs.map(segmentOf);
}

function segmentOf(parts: readonly (string | typeof ONE)[]): Segment {
  if (!parts.includes(ONE)) {
    const literal = parts.map(String).join("");
    return { width: literal.length, literal, offsets: [], codes: [] };
  }
  const offsets: number[] = [];
  const codes: number[] = [];
  let width = 0;
  for (const part of parts) {
    for (let index = 0; part !== ONE && index < part.length; index += 1) {
      offsets.push(width + index);
      codes.push(part.charCodeAt(index));
    }
    width += part === ONE ? 1 : part.length;
  }
  return { width, literal: undefined, offsets, codes };
}

/** Whether a segment stands at a place of a text that is long enough for it. */
function standsAt({ literal, offsets, codes }: Segment, text: string, place: number): boolean {
  if (literal !== undefined) return text.startsWith(literal, place);
  for (let index = 0; index < codes.length; index += 1)
    if (text.charCodeAt(place + (offsets[index] ?? 0)) !== codes[index]) return false;
  return true;
}

/** The first place between two others where a segment stands; negative where it does not. */
function find(segment: Segment, text: string, { from, to }: { from: number; to: number }): number {
  const latest = to - segment.width;
  if (segment.literal !== undefined) {
    const found = text.indexOf(segment.literal, from);
    return found <= latest ? found : -1;
  }
  for (let at = from; at <= latest; at += 1) if (standsAt(segment, text, at)) return at;
  return -1;
}

import { type Matcher, wildcard } from "../wildcard.ts";

type Pattern = { index: number; text: string; matches: Matcher };

/**
 * For each text of a list the index of another text of it that covers it, or undefined: of two equal texts the later is
 * covered. Texts are compared as they are written.
 */
export function coveredBy(
  texts: readonly string[],
  matchers: readonly (Matcher | undefined)[] = texts.map(matcherOf),
): (number | undefined)[] {
  const hasPatterns = matchers.some((matches) => matches !== undefined);
  if (!hasPatterns && new Set(texts).size === texts.length) return [];
  const first = new Map<string, number>();
  const patterns: Pattern[] = [];
  texts.forEach((text, index) => {
    if (first.has(text)) return;
    first.set(text, index);
    const matches = matchers[index];
    if (matches !== undefined) patterns.push({ index, text, matches });
  });
  if (patterns.length === 0) return texts.map((text, index) => earlier(first, text, index));
  const byHead = Map.groupBy(patterns, ({ text }) => headOf(text));
  const open = byHead.get("") ?? [];
  return texts.map((text, index) => {
    const equal = earlier(first, text, index);
    if (equal !== undefined) return equal;
    const isCover = (pattern: Pattern): boolean =>
      pattern.index !== index && covers(pattern.text, text, pattern.matches);
    return (open.find(isCover) ?? byHead.get(headOf(text))?.find(isCover))?.index;
  });
}

const matcherOf = (text: string): Matcher | undefined =>
  text.includes("*") || text.includes("?") ? wildcard(text) : undefined;

/** The first place of a text, where this is not it. */
function earlier(first: ReadonlyMap<string, number>, text: string, index: number): number | undefined {
  const equal = first.get(text);
  return equal === index ? undefined : equal;
}

/** Whether everything that a narrow pattern matches is matched by a wide one, which is read off the patterns alone. */
export function covers(wide: string, narrow: string, matches: Matcher = wildcard(wide)): boolean {
  if (wide === narrow) return true;
  // "?" in the wide pattern would take the "*" of the narrow one for a single character.
  return !(wide.includes("?") && narrow.includes("*")) && matches(narrow);
}

/** The literal beginning up to the first colon; patterns of different heads cannot cover each other. */
function headOf(text: string): string {
  const colon = text.indexOf(":");
  const head = colon < 0 ? text : text.slice(0, colon);
  return head.includes("*") || head.includes("?") ? "" : head;
}

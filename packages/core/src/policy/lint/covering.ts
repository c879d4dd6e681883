import { type Matcher, wildcard } from "../wildcard.ts";

type Pattern = { index: number; text: string; matches: Matcher };

/**
 * For each text of a list the index of another text of it that covers it, or undefined: of two equal texts the later is
 * covered. Texts are compared as they are written.
 */
export function coveredBy(texts: readonly string[]): (number | undefined)[] {
  const first = new Map<string, number>();
  const patterns: Pattern[] = [];
  texts.forEach((text, index) => {
    if (first.has(text)) return;
    first.set(text, index);
    if (/[*?]/.test(text)) patterns.push({ index, text, matches: wildcard(text) });
  });
  const byHead = Map.groupBy(patterns, ({ text }) => headOf(text));
  const open = byHead.get("") ?? [];
  return texts.map((text, index) => {
    const equal = first.get(text);
    if (equal !== undefined && equal !== index) return equal;
    const near = [...open, ...(byHead.get(headOf(text)) ?? [])];
    return near.find((pattern) => pattern.index !== index && covers(pattern.text, text, pattern.matches))?.index;
  });
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
  return /[*?]/.test(head) ? "" : head;
}

import { type Matcher, wildcard } from "../wildcard.ts";

/** Whether everything that a narrow pattern matches is matched by a wide one, which is read off the patterns alone. */
export function covers(wide: string, narrow: string, matches: Matcher = wildcard(wide)): boolean {
  if (wide === narrow) return true;
  // "?" in the wide pattern would take the "*" of the narrow one for a single character.
  return matches(narrow) && !(wide.includes("?") && narrow.includes("*"));
}

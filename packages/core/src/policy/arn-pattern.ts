import { type Matcher, matcherOf, type Part } from "./wildcard.ts";

const SEGMENTS = 6;

/**
 * Compares ARNs segment by segment: a wildcard does not cross the first five colons, and a pattern of fewer segments matches nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnMatcher(parts: readonly Part[]): Matcher {
  const segments = splitAtColons(parts).map(matcherOf);
  const last = segments.pop();
  if (last === undefined || segments.length !== SEGMENTS - 1) return () => false;
  return (text) => {
    let from = 0;
    for (const matches of segments) {
      const end = text.indexOf(":", from);
      if (end < 0 || !matches(text.slice(from, end))) return false;
      from = end + 1;
    }
    return last(text.slice(from));
  };
}

function splitAtColons(parts: readonly Part[]): Part[][] {
  const segments: Part[][] = [[]];
  for (const part of parts) {
    const pieces: readonly Part[] = typeof part === "string" ? splitFirst(part, SEGMENTS - segments.length) : [part];
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) segments.push([]);
      if (piece !== "") segments.at(-1)?.push(piece);
    }
  }
  return segments;
}

/** Splits at the first colons only: those after the fifth belong to the resource. */
function splitFirst(text: string, colons: number): string[] {
  const pieces = text.split(":");
  return pieces.length <= colons + 1 ? pieces : [...pieces.slice(0, colons), pieces.slice(colons).join(":")];
}

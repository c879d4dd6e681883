import { ANY, type Matcher, matcherOf, ONE, type Part } from "./wildcard.ts";

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

/**
 * Compares a resource with a text of a policy: a wildcard stays within its segment, but a "*" that ends one may run past the
 * colon after it. Colons after the resource's fifth are characters like others.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourceMatcher(parts: readonly Part[]): Matcher {
  if (!staysWithin(parts)) return matcherOf(parts);
  const pieces = piecesOf(splitAtColons(parts));
  return (text) => matchesFrom(pieces, { text, at: 0, colons: 0, piece: 0 });
}

/** Whether a wildcard stands before the fifth colon that could reach past a colon where it must not. */
function staysWithin(parts: readonly Part[]): boolean {
  let colons = 0;
  for (const [index, part] of parts.entries()) {
    if (typeof part === "string") colons += part.split(":").length - 1;
    if (colons >= SEGMENTS - 1) return false;
    const next = parts[index + 1];
    if (part === ONE || (part === ANY && next !== undefined && !(typeof next === "string" && next.startsWith(":"))))
      return true;
  }
  return false;
}

/** A segment of a pattern by itself, with all that follows, and where a "*" ends it what that "*" may still take. */
type Piece = { alone: Matcher; andRest: Matcher; goesOn: Piece | undefined };

function piecesOf(segments: readonly Part[][]): Piece[] {
  return segments.map((segment, index) => {
    const rest = segments.slice(index + 1).flatMap((after): Part[] => [":", ...after]);
    const star: Piece = { alone: () => true, andRest: matcherOf([ANY, ...rest]), goesOn: undefined };
    star.goesOn = star;
    const goesOn = segment.at(-1) === ANY ? star : undefined;
    return { alone: matcherOf(segment), andRest: matcherOf([...segment, ...rest]), goesOn };
  });
}

type Place = { text: string; at: number; colons: number; piece: number };

/** One of six segments may be taken by two pieces at most, so that few ways are tried. */
function matchesFrom(pieces: readonly Piece[], place: Place, piece = pieces[place.piece]): boolean {
  const { text, at, colons } = place;
  if (piece === undefined) return false;
  const end = colons < SEGMENTS - 1 ? text.indexOf(":", at) : -1;
  if (end < 0) return piece.andRest(text.slice(at));
  if (!piece.alone(text.slice(at, end))) return false;
  const { goesOn } = piece;
  if (place.piece === pieces.length - 1) return goesOn !== undefined;
  const next = { text, at: end + 1, colons: colons + 1 };
  if (matchesFrom(pieces, { ...next, piece: place.piece + 1 })) return true;
  return goesOn !== undefined && matchesFrom(pieces, { ...next, piece: place.piece }, goesOn);
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

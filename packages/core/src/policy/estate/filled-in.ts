import { memoise } from "../memoise.ts";
import { variablePieces } from "../variable-pieces.ts";
import type { Held } from "./held.ts";

const TAG = "aws:principaltag/";
const TEXTS_KEPT = 2_000;

type Piece = string | ((held: Held) => string);

const piecesOf = memoise(TEXTS_KEPT, (text): Piece[] =>
  variablePieces(text).map(({ text: piece, isVariable }) => (isVariable ? valueOf(piece) : piece)),
);

/**
 * Fills in what is known of a principal's variables in a text of Resource, and "*" for the others: a pattern that matches
 * whatever the text could match for that principal.
 */
export function filledIn(text: string, held: Held): string {
  let filled = "";
  for (const piece of piecesOf(text)) filled += typeof piece === "string" ? piece : piece(held);
  return filled;
}

function valueOf(variable: string): (held: Held) => string {
  const key = variable.trim().toLowerCase();
  if (key === "aws:principalaccount") return ({ principal }) => principal.accountId;
  if (!key.startsWith(TAG) || key.includes(",")) return () => "*";
  const wanted = key.slice(TAG.length);
  return ({ tags }) => {
    if (tags === undefined) return "*";
    const exact = Object.hasOwn(tags, wanted) ? tags[wanted] : undefined;
    // A value is literal text, of which "?" matches at least as much; without a value the text matches nothing.
    const value = exact ?? Object.entries(tags).find(([tag]) => tag.toLowerCase() === wanted)?.[1];
    return value?.replaceAll("*", "?") ?? "\u0000";
  };
}

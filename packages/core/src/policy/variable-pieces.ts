/** A piece of a policy's text: literal, or the inside of a "${…}". */
export type VariablePiece = { text: string; isVariable: boolean };

/** Writes a text with something in the place of each variable. */
export function replaceVariables(text: string, valueOf: (variable: string) => string): string {
  if (!text.includes("${")) return text;
  let written = "";
  for (const { text: piece, isVariable } of variablePieces(text)) written += isVariable ? valueOf(piece) : piece;
  return written;
}

/** A pattern that matches whatever a text matches, its variables having any value. */
export const widened = (text: string): string => replaceVariables(text, () => "*");

/** Splits a text at its variables, in one pass over it; what is not closed is literal. */
export function variablePieces(text: string): VariablePiece[] {
  const pieces: VariablePiece[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf("${", at);
    const end = start < 0 ? -1 : text.indexOf("}", start);
    const literal = text.slice(at, end < 0 ? undefined : start);
    if (literal !== "") pieces.push({ text: literal, isVariable: false });
    if (end < 0) return pieces;
    pieces.push({ text: text.slice(start + 2, end), isVariable: true });
    at = end + 1;
  }
}

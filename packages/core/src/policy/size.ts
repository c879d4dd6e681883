import { type DocumentKind, type Limit, traitsOf } from "./document-kind.ts";

/** How much of its limit documents use; left is negative where they do not fit. */
export type HeadRoom = {
  used: number;
  most: number;
  left: number;
  unit: Limit["unit"];
  fits: boolean;
  onRequest?: number;
};

/** Answers the text without the blanks that mean nothing in JSON. */
export function withoutBlanks(text: string): string {
  let kept = "";
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfText(text, at);
    else if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      kept += text.slice(from, at);
      from = at + 1;
    }
  }
  return kept + text.slice(from);
}

/** The closing quotation mark of the text that begins at one. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === "\\") backslashes += 1;
  return backslashes % 2 === 1;
}

/** Counts a document as AWS does for its kind: characters or bytes, with or without blanks. */
export function sizeOf(text: string, kind: DocumentKind): number {
  const { unit, blanks } = traitsOf(kind).limit;
  const kept = blanks === "free" ? withoutBlanks(text) : text;
  return unit === "bytes" ? new TextEncoder().encode(kept).length : kept.length;
}

/**
 * Answers how much of the limit is left. For inline policies give all that the role, user or group has: AWS limits
 * their sum. For any other kind each document is by itself, and the largest counts.
 */
export function headRoom(texts: readonly string[], kind: DocumentKind): HeadRoom {
  const { most, unit, shared, onRequest } = traitsOf(kind).limit;
  const sizes = texts.map((text) => sizeOf(text, kind));
  const used = shared ? sizes.reduce((sum, size) => sum + size, 0) : Math.max(0, ...sizes);
  return { used, most, left: most - used, unit, fits: used <= most, ...(onRequest === undefined ? {} : { onRequest }) };
}

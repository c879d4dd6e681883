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

const TEXT_OR_BLANKS = /"(?:[^"\\]|\\[^])*"?|[ \t\r\n]+/g;

/** Answers the text without the blanks that mean nothing in JSON. */
export function withoutBlanks(text: string): string {
  return text.replaceAll(TEXT_OR_BLANKS, (found) => (found.startsWith('"') ? found : ""));
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

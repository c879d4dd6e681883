import type { Catalogue } from "../catalogue/catalogue.ts";
import { eventsIn } from "./cloudtrail-event.ts";
import { type Denial, toDenial } from "./denial.ts";
import { plainText } from "./plain-text.ts";
import { readBare } from "./read-bare.ts";
import { jsonOf, readDecoded } from "./read-decoded.ts";
import { isDenied, readEvent } from "./read-event.ts";
import { readSentences } from "./read-sentence.ts";

/** The denials that a text tells of, each once, and how many of its CloudTrail events are none. */
export type DenialReading = { denials: readonly Denial[]; otherEvents: number };

/**
 * Reads whatever a person pastes: AWS's sentence in any wrapping, CloudTrail's JSON, or a decoded authorization
 * message; a text that tells of no denial gives none.
 */
export function readDenials(text: string, catalogue: Catalogue): DenialReading {
  const value = /^\s*[[{]/.test(text) ? jsonOf(text) : undefined;
  if (value !== undefined) {
    const decoded = readDecoded(value);
    if (decoded !== undefined) return { denials: [toDenial("decoded-message", decoded, catalogue)], otherEvents: 0 };
    const events = eventsIn(value);
    const denied = events.filter(isDenied).map((event) => toDenial("event", readEvent(event, catalogue), catalogue));
    if (events.length > 0) return { denials: once(denied), otherEvents: events.length - denied.length };
  }
  const plain = plainText(text);
  const sentences = readSentences(plain);
  const bare = sentences.length === 0 ? readBare(plain, catalogue) : undefined;
  const found = bare === undefined ? sentences : [bare];
  return { denials: once(found.map((findings) => toDenial("sentence", findings, catalogue))), otherEvents: 0 };
}

function once(denials: readonly Denial[]): Denial[] {
  return [...new Map(denials.map((denial) => [JSON.stringify(denial), denial])).values()];
}

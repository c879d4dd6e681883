/** The first few characters of a text as one number, and the bits of it that a pattern demands of what it matches. */
export type Beginning = { beginning: number; mask: number };

const CHARACTERS = 4;
const BITS = 8;
const ANY = 0x2a;
const ONE = 0x3f;

/**
 * Answers how a text goes on from a place. A pattern can match only texts whose beginning is its own in the bits of its
 * mask, which tells of most without a look at their characters.
 */
export function beginningOf(text: string, at: number): Beginning {
  let [beginning, mask, isOpen] = [0, 0, false];
  for (let index = 0; index < CHARACTERS && at + index < text.length; index += 1) {
    const code = text.charCodeAt(at + index);
    beginning |= (code & 0xff) << (index * BITS);
    isOpen ||= code === ANY;
    if (!isOpen && code !== ONE) mask |= 0xff << (index * BITS);
  }
  return { beginning, mask };
}

/** Whether a text begins as a pattern demands. */
export const beginsAs = (pattern: Beginning, text: Beginning): boolean =>
  ((pattern.beginning ^ text.beginning) & pattern.mask) === 0;

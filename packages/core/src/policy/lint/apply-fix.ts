import type { Edit } from "../grammar/tree.ts";

/** Makes the edits of a fix in a text. */
export function applyFix(text: string, fix: readonly Edit[]): string {
  const fromTheEnd = fix.toSorted((one, other) => other.start - one.start);
  return fromTheEnd.reduce((edited, edit) => edited.slice(0, edit.start) + edit.text + edited.slice(edit.end), text);
}

import type { Edit } from "../grammar/tree.ts";
import type { Span } from "../json/node.ts";

/** Edits that take one item out of a list of at least two, with the comma that it leaves behind. */
export function removeItem(items: readonly Span[], item: Span): Edit[] | undefined {
  const index = items.indexOf(item);
  const before = items[index - 1];
  const after = items[index + 1];
  if (before !== undefined) return [{ start: before.end, end: item.end, text: "" }];
  return after === undefined ? undefined : [{ start: item.start, end: after.start, text: "" }];
}

/** Edits that write another text in the place of one. */
export function replaceText({ start, end }: Span, text: string): Edit[] {
  return [{ start, end, text: JSON.stringify(text) }];
}

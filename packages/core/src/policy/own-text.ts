/**
 * Answers a part of a text as a text of its own. A mere slice would keep the whole text in memory for as long as somebody
 * remembers it, and so would what adds a character to a slice and takes it off again: only joining makes a new text.
 */
export function ownText(text: string, start = 0, end: number = text.length): string {
  const middle = (start + end) >> 1;
  return [text.slice(start, middle), text.slice(middle, end)].join("");
}

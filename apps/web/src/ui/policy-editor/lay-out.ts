const CLOSES: Readonly<Record<string, string>> = { "{": "}", "[": "]" };

/** So long a line is hardly read in an editor. */
const LONG = 80;

/** Whether a text is a piece of JSON in one line that is too long to be read. */
export function isOneLongLine(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length > LONG && /^[[{]/.test(trimmed) && !trimmed.includes("\n");
}

/** Gives each part of a JSON text a line of its own; nothing but the blanks between its parts is changed, be it valid or not. */
export function layOut(text: string): string {
  let [laid, depth] = ["", 0];
  const newLine = () => `\n${"  ".repeat(depth)}`;
  // A string that is not closed reaches to the end.
  const parts = text.match(/"(?:[^"\\]|\\.)*"?|[[\]{},:]|[^\s"[\]{},:]+/gs) ?? [];
  for (const [index, part] of parts.entries()) {
    const isEmpty = CLOSES[part] !== undefined && parts[index + 1] === CLOSES[part];
    const closesEmpty = index > 0 && CLOSES[parts[index - 1] ?? ""] === part;
    if (part === "}" || part === "]") {
      depth = Math.max(0, depth - 1);
      laid += closesEmpty ? part : newLine() + part;
    } else if (part === "{" || part === "[") {
      depth += 1;
      laid += isEmpty ? part : part + newLine();
    } else if (part === ",") laid += part + newLine();
    else laid += part === ":" ? ": " : part;
  }
  return laid;
}

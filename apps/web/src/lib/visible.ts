// Line breaks and tabs are seen as what they are.
const HIDDEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Writes out the characters that nobody sees but that turn around, join or hide what stands beside them, as JSON writes
 * them: a name, an ARN or a policy is then read as what it is. https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (letters) =>
    Array.from({ length: letters.length }, (_, at) => letters.charCodeAt(at))
      .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

import { tableOf } from "../../table-of.ts";
import { intern } from "./intern.ts";
import type { JsonProblem, StringNode } from "./node.ts";

/** A text, how far it was read, whether a character above U+00FF was among that, and what was wrong so far. */
export type Scanner = { text: string; at: number; isWide: boolean; problems: JsonProblem[] };

/** Only so many problems of one text are told: after some dozens a reader learns nothing more. */
const PROBLEMS_TOLD = 50;

/** The codes of JSON's own characters, and what stands after the last character. */
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const END = -1;

const SPACE = 0x20;
const LAST_OF_LATIN = 0xff;
const BACKSLASH = 0x5c;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[^\s,:{}[\]"]+/y;

/** Notes a problem from start to end, unless dozens are known. */
export function problem(
  scanner: Scanner,
  id: JsonProblem["id"],
  found: { start: number; end: number; message: string },
) {
  if (scanner.problems.length < PROBLEMS_TOLD) scanner.problems.push({ id, ...found });
}

/** Skips JSON's four blanks and answers the code of the character after them, or END. */
export function peek(scanner: Scanner): number {
  const { text } = scanner;
  for (let { at } = scanner; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === 0x0a || code === 0x0d || code === 0x09) continue;
    scanner.at = at;
    return code;
  }
  scanner.at = text.length;
  return END;
}

/** Reads the text that begins at a quotation mark; one that is not closed ends with its line. */
export function readString(scanner: Scanner): StringNode {
  const { text, at: start } = scanner;
  const end = plainEnd(scanner);
  if (end < 0) return readCarefully(scanner, start);
  scanner.at = end + 1;
  const value = end - start > FEW ? text.slice(start + 1, end) : intern(text, start + 1, end);
  return { kind: "string", value, start, end: end + 1 };
}

/** Texts of a few characters, such as "Allow" and "*", stand everywhere. */
const FEW = 12;

/** Reads the same where it is a name, which other policies have as well. */
export function readName(scanner: Scanner): StringNode {
  const { text, at: start } = scanner;
  const end = plainEnd(scanner);
  if (end < 0) return readCarefully(scanner, start);
  scanner.at = end + 1;
  return { kind: "string", value: intern(text, start + 1, end), start, end: end + 1 };
}

/** Where the text that begins here is closed, if nothing in it is escaped or forbidden; negative otherwise. */
function plainEnd(scanner: Scanner): number {
  const { text, at: start } = scanner;
  const { length } = text;
  let codes = 0;
  for (let at = start + 1; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      if (codes > LAST_OF_LATIN) scanner.isWide = true;
      return at;
    }
    if (code === BACKSLASH || code < SPACE) return -1;
    codes |= code;
  }
  return -1;
}

function readCarefully(scanner: Scanner, start: number): StringNode {
  const { text } = scanner;
  let value = "";
  let at = start + 1;
  for (;;) {
    const character = text.charAt(at);
    if (character === "" || character === "\n" || character === "\r") {
      problem(scanner, "json-syntax", { start, end: at, message: "This text is not closed by a quotation mark." });
      break;
    }
    at += 1;
    if (character === '"') break;
    if (character !== "\\") {
      if (character.charCodeAt(0) > LAST_OF_LATIN) scanner.isWide = true;
      if (character < " ") controlCharacter(scanner, at - 1);
      value += character;
      continue;
    }
    const escaped = readEscape(scanner, at);
    value += escaped.value;
    at += escaped.length;
  }
  scanner.at = at;
  return { kind: "string", value, start, end: at };
}

function controlCharacter(scanner: Scanner, start: number): void {
  const code = scanner.text.charCodeAt(start).toString(16).padStart(4, "0");
  problem(scanner, "json-control-character", {
    start,
    end: start + 1,
    message: `The control character U+${code.toUpperCase()} cannot stand in a text; write it as \\u${code}.`,
  });
}

const ESCAPES: ReadonlyMap<string, string> = tableOf({
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
});

/** Reads what follows a backslash. */
function readEscape(scanner: Scanner, at: number): { value: string; length: number } {
  const letter = scanner.text.charAt(at);
  const simple = ESCAPES.get(letter);
  if (simple !== undefined) return { value: simple, length: 1 };
  const hex = letter === "u" ? /^[0-9a-fA-F]{4}/.exec(scanner.text.slice(at + 1, at + 5))?.[0] : undefined;
  if (hex !== undefined) return { value: String.fromCharCode(Number.parseInt(hex, 16)), length: 5 };
  problem(scanner, "json-syntax", {
    start: at - 1,
    end: at + 1,
    message: "JSON does not know this escape; a backslash itself is written twice.",
  });
  return { value: "\\", length: 0 };
}

/** Reads a number as JSON writes it, or nothing. */
export function readNumber(scanner: Scanner): string | undefined {
  return readBy(NUMBER, scanner);
}

/** Reads a run of characters that have no meaning in JSON: a bare word. */
export function readWord(scanner: Scanner): string | undefined {
  return readBy(WORD, scanner);
}

function readBy(expression: RegExp, scanner: Scanner): string | undefined {
  expression.lastIndex = scanner.at;
  const found = expression.exec(scanner.text)?.[0];
  if (found !== undefined) scanner.at += found.length;
  return found;
}

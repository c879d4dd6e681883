import type { JsonNode, JsonProblem, ListNode, Member, ObjectNode, StringNode } from "./node.ts";
import { peek, problem, readNumber, readString, readWord, type Scanner } from "./scanner.ts";

/** What could be read of a text: root is undefined where it holds no value at all. */
export type ReadJson = { root: JsonNode | undefined; problems: readonly JsonProblem[] };

/** No policy nests deeper than six; the limit keeps a hostile text from exhausting the stack. */
const DEPTH = 64;

/** Reads a JSON text with the place of every value, goes on after a mistake, and never throws. */
export function readJson(text: string): ReadJson {
  const scanner: Scanner = { text, at: 0, problems: [] };
  // Editors on Windows save a byte order mark; AWS refuses it.
  if (text.startsWith("\uFEFF")) {
    problem(scanner, "json-syntax", { start: 0, end: 1, message: "A byte order mark stands before the policy." });
    scanner.at = 1;
  }
  if (peek(scanner) === "") {
    problem(scanner, "json-syntax", { start: 0, end: 0, message: "This text is empty." });
    return { root: undefined, problems: scanner.problems };
  }
  const root = readValue(scanner, 0);
  if (peek(scanner) !== "") {
    const message = "Text follows the end of the policy; a policy is one JSON object.";
    problem(scanner, "json-trailing-text", { start: scanner.at, end: text.length, message });
  }
  return { root, problems: scanner.problems };
}

function readValue(scanner: Scanner, depth: number): JsonNode {
  const character = peek(scanner);
  if (character === '"') return readString(scanner);
  if (character === "{") return readObject(scanner, depth);
  if (character === "[") return readList(scanner, depth);
  return readScalar(scanner);
}

function readScalar(scanner: Scanner): JsonNode {
  const start = scanner.at;
  const number = readNumber(scanner);
  const rest = readWord(scanner);
  const end = scanner.at;
  if (number !== undefined && rest === undefined) return { kind: "number", value: Number(number), start, end };
  const word = (number ?? "") + (rest ?? "");
  if (word === "true" || word === "false") return { kind: "boolean", value: word === "true", start, end };
  if (word === "null") return { kind: "null", start, end };
  const message =
    word === "" ? "A value is missing here." : `${shown(word)} is no JSON value; a text needs quotation marks.`;
  problem(scanner, "json-syntax", { start, end: Math.max(end, start + 1), message });
  // A guess keeps what follows readable; the text is refused all the same.
  return word === "" ? { kind: "null", start, end } : { kind: "string", value: word, start, end };
}

function readList(scanner: Scanner, depth: number): ListNode {
  const start = scanner.at;
  const items: JsonNode[] = [];
  readInside(scanner, depth, { close: "]", one: () => items.push(readValue(scanner, depth + 1)) });
  return { kind: "list", items, start, end: scanner.at };
}

function readObject(scanner: Scanner, depth: number): ObjectNode {
  const start = scanner.at;
  const members: Member[] = [];
  readInside(scanner, depth, { close: "}", one: () => readMember(scanner, members, depth) });
  tellDuplicates(scanner, members);
  return { kind: "object", members, start, end: scanner.at };
}

function readMember(scanner: Scanner, members: Member[], depth: number): void {
  const key = readKey(scanner);
  if (peek(scanner) === ":") scanner.at += 1;
  else {
    const message = `A colon and a value must follow ${shown(key.value)}.`;
    problem(scanner, "json-syntax", { start: scanner.at, end: scanner.at + 1, message });
    if (/[,}\]]|^$/.test(scanner.text.charAt(scanner.at))) {
      members.push({ key, value: { kind: "null", start: scanner.at, end: scanner.at } });
      return;
    }
  }
  members.push({ key, value: readValue(scanner, depth + 1) });
}

function readKey(scanner: Scanner): StringNode {
  if (peek(scanner) === '"') return readString(scanner);
  const start = scanner.at;
  const word = readWord(scanner) ?? "";
  const end = scanner.at;
  const message = word === "" ? "A name in quotation marks is missing here." : `${shown(word)} needs quotation marks.`;
  problem(scanner, "json-syntax", { start, end: Math.max(end, start + 1), message });
  return { kind: "string", value: word, start, end };
}

type Inside = { close: "]" | "}"; one(): void };

/** Reads from the opening bracket to its partner, item by item with commas between; every round moves on. */
function readInside(scanner: Scanner, depth: number, { close, one }: Inside): void {
  const opened = scanner.at;
  scanner.at += 1;
  if (depth >= DEPTH) {
    const message = `This nests deeper than ${DEPTH} levels; no policy does.`;
    problem(scanner, "json-too-deep", { start: opened, end: opened + 1, message });
    scanner.at = scanner.text.length;
    return;
  }
  for (let first = true; ; first = false) {
    if (atClose(scanner, close, opened)) return;
    if (!first) readComma(scanner, close);
    if (atClose(scanner, close, opened)) return;
    const before = scanner.at;
    one();
    if (scanner.at === before) scanner.at += 1;
  }
}

function readComma(scanner: Scanner, close: string): void {
  const start = scanner.at;
  if (peek(scanner) !== ",") {
    problem(scanner, "json-syntax", { start, end: start + 1, message: "A comma is missing before this." });
    return;
  }
  scanner.at += 1;
  if (peek(scanner) === close)
    problem(scanner, "json-syntax", { start, end: start + 1, message: "Nothing follows this comma; remove it." });
}

/** True where the list or object ends here: by its own bracket, by another's, or with the text. */
function atClose(scanner: Scanner, close: string, opened: number): boolean {
  const character = peek(scanner);
  if (character === close) {
    scanner.at += 1;
    return true;
  }
  if (character === "") {
    const message = `This is never closed: "${close}" is missing at the end of the text.`;
    problem(scanner, "json-syntax", { start: opened, end: opened + 1, message });
    return true;
  }
  if (character !== "]" && character !== "}") return false;
  const message = `"${close}" is expected here.`;
  problem(scanner, "json-syntax", { start: scanner.at, end: scanner.at + 1, message });
  scanner.at += 1;
  return true;
}

/** A short list is compared pairwise, a long one by a set: both take no more than the text deserves. */
function tellDuplicates(scanner: Scanner, members: readonly Member[]): void {
  if (members.length < 2) return;
  const seen = new Set<string>();
  for (const { key } of members) {
    if (seen.has(key.value))
      problem(scanner, "json-duplicate-key", {
        start: key.start,
        end: key.end,
        message: `${shown(key.value)} stands here a second time; only one of them can count.`,
      });
    seen.add(key.value);
  }
}

function shown(word: string): string {
  return JSON.stringify(word.length > 60 ? `${word.slice(0, 60)}…` : word);
}

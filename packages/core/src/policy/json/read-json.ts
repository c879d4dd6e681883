import type { JsonNode, JsonProblem, ListNode, Member, ObjectNode, StringNode } from "./node.ts";
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  END,
  OPEN_LIST,
  OPEN_OBJECT,
  peek,
  problem,
  QUOTE,
  readName,
  readNumber,
  readString,
  readWord,
  type Scanner,
} from "./scanner.ts";
import { shown } from "./shown.ts";

/** What could be read of a text: root is undefined where it holds no value at all; wide is a text above U+00FF. */
export type ReadJson = { root: JsonNode | undefined; isWide: boolean; problems: readonly JsonProblem[] };

/** No policy nests deeper than six; the limit keeps a hostile text from exhausting the stack. */
const DEPTH = 64;

/** Reads a JSON text with the place of every value, goes on after a mistake, and never throws. */
export function readJson(text: string): ReadJson {
  const scanner: Scanner = { text, at: 0, isWide: false, problems: [] };
  // Editors on Windows save a byte order mark; AWS refuses it.
  if (text.startsWith("\uFEFF")) {
    problem(scanner, "json-syntax", { start: 0, end: 1, message: "A byte order mark stands before the policy." });
    scanner.at = 1;
  }
  if (peek(scanner) === END) {
    problem(scanner, "json-syntax", { start: 0, end: 0, message: "This text is empty." });
    return { root: undefined, isWide: scanner.isWide, problems: scanner.problems };
  }
  const root = readValue(scanner, 0);
  if (peek(scanner) !== END) {
    const message = "Text follows the end of the policy; a policy is one JSON object.";
    problem(scanner, "json-trailing-text", { start: scanner.at, end: text.length, message });
  }
  return { root, isWide: scanner.isWide, problems: scanner.problems };
}

function readValue(scanner: Scanner, depth: number): JsonNode {
  const code = peek(scanner);
  if (code === QUOTE) return readString(scanner);
  if (code === OPEN_OBJECT) return readObject(scanner, depth);
  if (code === OPEN_LIST) return readList(scanner, depth);
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
  const inside = open(scanner, CLOSE_LIST, depth);
  while (isNext(scanner, inside)) items.push(readValue(scanner, depth + 1));
  return { kind: "list", items, start, end: scanner.at };
}

function readObject(scanner: Scanner, depth: number): ObjectNode {
  const start = scanner.at;
  const members: Member[] = [];
  const inside = open(scanner, CLOSE_OBJECT, depth);
  while (isNext(scanner, inside)) readMember(scanner, members, depth);
  tellDuplicates(scanner, members);
  return { kind: "object", members, start, end: scanner.at };
}

function readMember(scanner: Scanner, members: Member[], depth: number): void {
  const key = readKey(scanner);
  if (peek(scanner) === COLON) scanner.at += 1;
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
  if (peek(scanner) === QUOTE) return readName(scanner);
  const start = scanner.at;
  const word = readWord(scanner) ?? "";
  const end = scanner.at;
  const message = word === "" ? "A name in quotation marks is missing here." : `${shown(word)} needs quotation marks.`;
  problem(scanner, "json-syntax", { start, end: Math.max(end, start + 1), message });
  return { kind: "string", value: word, start, end };
}

/** A list or object that is being read: where it was opened, and where its last item began. */
type Inside = { close: number; opened: number; last: number };

/** Steps over the opening bracket; what nests too deep is not read. */
function open(scanner: Scanner, close: number, depth: number): Inside {
  const opened = scanner.at;
  scanner.at += 1;
  if (depth < DEPTH) return { close, opened, last: opened };
  const message = `This nests deeper than ${DEPTH} levels; no policy does.`;
  problem(scanner, "json-too-deep", { start: opened, end: opened + 1, message });
  scanner.at = scanner.text.length;
  return { close: END, opened, last: opened };
}

/** Whether another item follows, with a comma before it unless it is the first; every item moves on. */
function isNext(scanner: Scanner, inside: Inside): boolean {
  const isFirst = inside.last === inside.opened;
  if (!isFirst && scanner.at === inside.last) scanner.at += 1;
  if (atClose(scanner, inside)) return false;
  if (!isFirst) {
    readComma(scanner, inside);
    if (atClose(scanner, inside)) return false;
  }
  inside.last = scanner.at;
  return true;
}

function readComma(scanner: Scanner, { close }: Inside): void {
  const start = scanner.at;
  if (peek(scanner) !== COMMA) {
    problem(scanner, "json-syntax", { start, end: start + 1, message: "A comma is missing before this." });
    return;
  }
  scanner.at += 1;
  if (peek(scanner) === close)
    problem(scanner, "json-syntax", { start, end: start + 1, message: "Nothing follows this comma; remove it." });
}

/** True where the list or object ends here: by its own bracket, by another's, or with the text. */
function atClose(scanner: Scanner, { close, opened }: Inside): boolean {
  const code = peek(scanner);
  if (code === close) {
    if (code !== END) scanner.at += 1;
    return true;
  }
  if (code !== END && code !== CLOSE_LIST && code !== CLOSE_OBJECT) return false;
  const bracket = close === CLOSE_LIST ? "]" : "}";
  if (code === END) {
    const message = `This is never closed: "${bracket}" is missing at the end of the text.`;
    problem(scanner, "json-syntax", { start: opened, end: opened + 1, message });
    return true;
  }
  problem(scanner, "json-syntax", {
    start: scanner.at,
    end: scanner.at + 1,
    message: `"${bracket}" is expected here.`,
  });
  scanner.at += 1;
  return true;
}

/** A short object is compared pairwise, a long one by a set: both take no more than the text deserves. */
function tellDuplicates(scanner: Scanner, members: readonly Member[]): void {
  if (members.length <= FEW ? !isTwice(members) : new Set(members.map(({ key }) => key.value)).size === members.length)
    return;
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

const FEW = 12;

function isTwice(members: readonly Member[]): boolean {
  for (let later = 1; later < members.length; later += 1)
    for (let earlier = 0; earlier < later; earlier += 1)
      if (members[earlier]?.key.value === members[later]?.key.value) return true;
  return false;
}

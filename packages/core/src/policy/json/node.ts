/** Where a value stands in its text: offsets count UTF-16 units from 0, end is exclusive. */
export type Span = { start: number; end: number };

export type StringNode = Span & { kind: "string"; value: string };
export type NumberNode = Span & { kind: "number"; value: number };
export type BooleanNode = Span & { kind: "boolean"; value: boolean };
export type NullNode = Span & { kind: "null" };
export type ListNode = Span & { kind: "list"; items: readonly JsonNode[] };
export type ObjectNode = Span & { kind: "object"; members: readonly Member[] };

/** A key and its value; the key is a node, so that it has a place of its own. */
export type Member = { key: StringNode; value: JsonNode };

/** A value of a JSON text that knows where it stands. */
export type JsonNode = StringNode | NumberNode | BooleanNode | NullNode | ListNode | ObjectNode;

/** What is wrong with a JSON text, and where. */
export type JsonProblem = Span & {
  id: "json-syntax" | "json-duplicate-key" | "json-control-character" | "json-too-deep" | "json-trailing-text";
  message: string;
};

/** Names a kind of value as a sentence needs it: "a list". */
export const KIND_NAMES: Readonly<Record<JsonNode["kind"], string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  null: "null",
  list: "a list",
  object: "an object",
};

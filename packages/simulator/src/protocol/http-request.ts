import { leafReader } from "./leaves.ts";
import { isMembers, textTrait, type Members, type Shape } from "./schema.ts";

/** A REST request taken apart: path labels, query, headers and body. */
export type HttpParts = {
  labels: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: Headers;
  body: Uint8Array;
};

type ReadBody = (shape: Shape, body: Uint8Array) => unknown;

function readText(shape: Shape, text: string): unknown {
  if (!shape.isListSchema()) {
    const isEncoded = shape.getMergedTraits().mediaType && shape.getMergedTraits().httpHeader;
    return leafReader(shape)?.(isEncoded ? Buffer.from(text, "base64").toString() : text);
  }
  const read = leafReader(shape.getValueSchema());
  return text.split(",").map((one) => read?.(one.trim()));
}

function readQuery(shape: Shape, values: string[]): unknown {
  const [first] = values;
  if (first === undefined) return undefined;
  if (!shape.isListSchema()) return readText(shape, first);
  const read = leafReader(shape.getValueSchema());
  return values.map((value) => read?.(value));
}

function prefixedHeaders(headers: Headers, prefix: string): Record<string, string> {
  const names = [...headers].filter(([name]) => name.startsWith(prefix.toLowerCase()));
  return Object.fromEntries(names.map(([name, value]) => [name.slice(prefix.length), value]));
}

function readPayload(shape: Shape, parts: HttpParts, readBody: ReadBody): unknown {
  if (shape.isStructSchema()) return parts.body.length > 0 ? readBody(shape, parts.body) : undefined;
  return shape.isBlobSchema() ? parts.body : Buffer.from(parts.body).toString();
}

const UNBOUND = Symbol("in the body");

function readBound([name, shape]: [string, Shape], parts: HttpParts, readBody: ReadBody): unknown {
  const traits = shape.getMergedTraits();
  const [header, query, prefix] = [
    textTrait(shape, "httpHeader"),
    textTrait(shape, "httpQuery"),
    textTrait(shape, "httpPrefixHeaders"),
  ];
  if (traits.httpLabel) return parts.labels[name] === undefined ? undefined : readText(shape, parts.labels[name]);
  if (query !== undefined) return readQuery(shape, parts.query.getAll(query));
  if (traits.httpQueryParams) return Object.fromEntries(parts.query);
  if (prefix !== undefined) return prefixedHeaders(parts.headers, prefix);
  if (traits.httpPayload) return readPayload(shape, parts, readBody);
  if (header === undefined) return UNBOUND;
  const text = parts.headers.get(header);
  return text === null ? undefined : readText(shape, text);
}

/** Reads an operation's input from the places that its HTTP bindings name; what is bound nowhere is in the body. */
export function readHttp(shape: Shape, parts: HttpParts, readBody: ReadBody): Members {
  const members: Members = {};
  const inBody: string[] = [];
  for (const [name, member] of shape.structIterator()) {
    const value = readBound([name, member], parts, readBody);
    if (value === UNBOUND) inBody.push(name);
    else if (value !== undefined) members[name] = value;
  }
  if (inBody.length === 0 || parts.body.length === 0) return members;
  const body = readBody(shape, parts.body);
  for (const name of inBody) if (isMembers(body) && body[name] !== undefined) members[name] = body[name];
  return members;
}

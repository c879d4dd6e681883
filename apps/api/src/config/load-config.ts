import { Failure } from "@gatehouse/core/failure";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { Config } from "./config.ts";
import { knownKeys } from "./known-keys.ts";
import { nearest } from "./nearest.ts";

/** Reads gatehouse.yaml's text, or throws one Failure that lists every error as "file:line:column: key: message". */
export function loadConfig(text: string, file = "gatehouse.yaml"): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: "1.2", merge: true });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    const errors = document.errors.map(
      (error) => `${at(error.pos[0])}: ${keyAt(document, error.pos[0])}: ${firstLine(error.message)}`,
    );
    throw new Failure("invalid", errors.join("\n"));
  }
  const parsed = Config.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) =>
    describe(issue, document).map(({ path, message }) => `${at(offsetOf(document, path))}: ${keyOf(path)}: ${message}`),
  );
  throw new Failure("invalid", [...new Set(errors)].join("\n"));
}

type Problem = { path: PropertyKey[]; message: string };

function describe(issue: z.core.$ZodIssue, document: Document): Problem[] {
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(Config, issue.path);
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: unknownKey(key, known) }));
  }
  if (issue.code === "invalid_union") {
    const [first] = issue.errors.toSorted((a, b) => a.length - b.length);
    const inner = (first ?? []).flatMap((nested) =>
      describe({ ...nested, path: [...issue.path, ...nested.path] }, document),
    );
    if (inner.length > 0) return inner;
  }
  const value = document.getIn(issue.path);
  const unquoted = typeof value === "number" && issue.code === "invalid_type" && issue.expected === "string";
  return [{ path: [...issue.path], message: unquoted ? `${issue.message}; write it in quotes` : issue.message }];
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== undefined) return `unknown key; did you mean "${near}"?`;
  return known.length === 0 ? "unknown key" : `unknown key; known here: ${known.toSorted().join(", ")}`;
}

/** Where a path begins in the text: the value itself, an unknown key itself, or the nearest thing around what is missing. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last));
    const node = isScalar(pair?.value) ? pair.value : pair?.key;
    if (isNode(node) && node.range) return node.range[0];
  }
  const node = document.getIn(path, true);
  if (isNode(node) && node.range) return node.range[0];
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1));
}

function keyOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "(top level)" : path.map(String).join(".");
}

/** The innermost key whose value holds this place, for errors of the YAML itself. */
function keyAt(document: Document, offset: number): string {
  const path: string[] = [];
  let node: unknown = document.contents;
  while (isMap(node)) {
    const before = node.items.filter(({ key }) => isScalar(key) && (key.range?.[0] ?? 0) <= offset).at(-1);
    if (!before || !isScalar(before.key)) break;
    path.push(String(before.key.value));
    node = before.value;
  }
  return keyOf(path);
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? message).replace(/ at line \d+, column \d+:?$/, "");
}

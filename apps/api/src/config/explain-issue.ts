import { type Document, isSeq } from "yaml";
import type { z } from "zod";
import { Config } from "./config.ts";
import { knownKeys } from "./known-keys.ts";
import { nearest } from "./nearest.ts";

export type Problem = { path: readonly PropertyKey[]; message: string; at: "key" | "value" };

/** Turns one issue of a schema into sentences for an operator, one for each unknown key; values are never repeated. */
export function explainIssue(issue: z.core.$ZodIssue, document: Document, schema: z.core.$ZodType = Config): Problem[] {
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(schema, issue.path);
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: unknownKey(key, known), at: "key" }));
  }
  if (issue.code === "invalid_union") {
    const [nearestOption] = issue.errors.toSorted((a, b) => a.length - b.length);
    const inner = (nearestOption ?? []).flatMap((nested) =>
      explainIssue({ ...nested, path: [...issue.path, ...nested.path] }, document, schema),
    );
    if (inner.length > 0) return inner;
  }
  return [{ path: issue.path, message: explainValue(issue, document.getIn(issue.path)), at: "value" }];
}

function explainValue(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code !== "invalid_type" && issue.code !== "invalid_value") return issue.message;
  if (value === undefined) return "is missing";
  if (issue.code === "invalid_value") return `expected one of: ${issue.values.map(String).join(", ")}`;
  const unquoted = issue.expected === "string" && typeof value === "number";
  return `expected ${article(issue.expected)}, but this is ${article(nameOf(value))}${unquoted ? ": write it in quotes" : ""}`;
}

function nameOf(value: unknown): string {
  if (value === null) return "nothing";
  if (typeof value !== "object") return typeof value;
  return isSeq(value) ? "array" : "object";
}

function article(type: string): string {
  const words: Record<string, string> = {
    array: "a list",
    object: "a map",
    int: "a whole number",
    nothing: "empty",
    boolean: "true or false",
  };
  return words[type] ?? `a ${type}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== undefined) return `unknown key; did you mean "${near}"?`;
  return known.length === 0 ? "unknown key" : `unknown key; known here: ${known.toSorted().join(", ")}`;
}

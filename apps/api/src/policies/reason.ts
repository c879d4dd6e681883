import type { Because } from "@gatehouse/core/policy/decision";
import { parsePolicy } from "@gatehouse/core/policy/document";
import { positionAt } from "@gatehouse/core/policy/json/position";
import { documentId, type ShownDocument } from "./asked-policies.ts";

/** A statement that speaks to the question, from line to line of the document `at`; lines and statements count from 1. */
export type Reason = {
  at: string;
  name: string;
  statement: number;
  sid?: string;
  effect: "allow" | "deny";
  line: number;
  toLine: number;
};

/** Answers the statement that is a reason, with its place in the document as it is shown; none where the reason is that no statement allows. */
export function reasonOf(because: Because, documents: readonly ShownDocument[]): Reason[] {
  if (because.effect === "none") return [];
  const { policy, document, level, statement, sid, effect, line } = because;
  const at = documentId(policy, document, level);
  const { name, text } = documents.find(({ id }) => id === at) ?? { name: "a policy", text: "" };
  const { end } = parsePolicy(text).statements.find(({ position }) => position === statement) ?? { end: 0 };
  const toLine = Math.max(line, positionAt(text, end).line);
  return [{ at, name, statement, ...(sid === undefined ? {} : { sid }), effect, line, toLine }];
}

import { Failure } from "../../failure.ts";
import { parsePolicy, type PolicyDocument } from "../document.ts";
import { readValidPolicy } from "../grammar/read-valid-policy.ts";
import type { PolicyTree } from "../grammar/tree.ts";
import { memoise } from "../memoise.ts";
import { reachOf, type StatementReach } from "./statement-reach.ts";

/** A document of the estate; all who have the same text share it, so that it is read and compiled once. */
export type EstateDocument = {
  /** Its number among the documents of the estate, from 0. */
  readonly number: number;
  readonly text: string;
  /** What was worked out when it was first needed: most documents of an estate are never asked for. */
  compiled?: PolicyDocument | Unreadable;
  reach?: readonly StatementReach[];
};

type Unreadable = { problem: string };

/** Makes the documents of one estate; equal texts give the same document. */
export function createDocuments(): (text: string) => EstateDocument {
  const byText = new Map<string, EstateDocument>();
  return (text) => {
    const known = byText.get(text);
    if (known !== undefined) return known;
    const document: EstateDocument = { number: byText.size, text };
    byText.set(text, document);
    return document;
  };
}

const NOTHING: PolicyDocument = { version: "2012-10-17", statements: [], about: () => [] };

/** Answers a document ready to be evaluated; one that AWS would refuse says nothing, and problemOf tells why. */
export function compiledOf(document: EstateDocument): PolicyDocument {
  const compiled = (document.compiled ??= compile(document.text));
  return "problem" in compiled ? NOTHING : compiled;
}

/** Answers a document ready to be evaluated, or undefined where AWS would refuse it. */
export function readableOf(document: EstateDocument): PolicyDocument | undefined {
  return problemOf(document) === undefined ? compiledOf(document) : undefined;
}

/** Tells why a document cannot be read, or answers undefined where it can. */
export function problemOf(document: EstateDocument): string | undefined {
  const compiled = (document.compiled ??= compile(document.text));
  return "problem" in compiled ? compiled.problem : undefined;
}

function compile(text: string): PolicyDocument | Unreadable {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof Failure) return { problem: error.message };
    throw error;
  }
}

/** Characters of the documents whose trees are remembered: some five hundred. */
const CHARACTERS_KEPT = 4_000_000;

const trees = memoise(
  CHARACTERS_KEPT,
  (text): PolicyTree | undefined => {
    try {
      return readValidPolicy(text);
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  },
  ({ length }) => length,
);

/** Answers a document as it is written, or undefined where AWS would refuse it. */
export function treeOf({ text }: EstateDocument): PolicyTree | undefined {
  return trees(text);
}

/** Answers what each statement could cover whoever asks, worked out once for a document. */
export function statementsOf(document: EstateDocument): readonly StatementReach[] {
  return (document.reach ??= (treeOf(document)?.statements ?? []).flatMap(reachOf));
}

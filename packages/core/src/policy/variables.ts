import type { Question } from "./request.ts";
import type { Truth } from "./truth.ts";
import { variablePieces } from "./variable-pieces.ts";
import { ANY, type Matcher, matcherOf, type Part, parseWildcards } from "./wildcard.ts";

type Variable = { key: string; fallback: string | undefined };

/** What a text of a policy may contain besides literal characters. */
export type Language = { wildcards: boolean; variables: boolean };

/** Compares one text; undefined where a variable has no value, so that the statement cannot be decided by it. */
export type TextTest = (text: string, question: Question) => Truth | undefined;

/**
 * Compiles a text of a policy once; only a text with variables is completed again for each question.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function compileText(text: string, language: Language, compile: (parts: readonly Part[]) => Matcher): TextTest {
  const template = language.variables && text.includes("${") ? parseTemplate(text, language) : undefined;
  if (template === undefined) return compile(literalOrWildcards(text, language));
  return (actual, question) => {
    const parts = resolve(template, question);
    if (parts === undefined) return undefined;
    if (!parts.open) return compile(parts.parts)(actual);
    return couldMatch(parts.parts, actual, language) ? "unknown" : false;
  };
}

/**
 * Whether a text could match for some value of the unknown variables, in whose places wildcards stand. Texts without
 * wildcards are compared without regard to case, since some operators do not mind it.
 */
function couldMatch(parts: readonly Part[], actual: string, { wildcards }: Language): boolean {
  if (wildcards) return matcherOf(parts)(actual);
  const lower = parts.map((part) => (typeof part === "string" ? part.toLowerCase() : part));
  return matcherOf(lower)(actual.toLowerCase());
}

/** The variables of a text of which nobody knows whether they have a value. */
export function unknownVariables(text: string, question: Question): string[] {
  const keys = parseTemplate(text, { wildcards: true, variables: true }).flatMap((piece) =>
    typeof piece === "object" ? [piece.key] : [],
  );
  return keys.filter((key) => question.valuesOf(key) === undefined && question.isUnknown(key));
}

/** Splits at variables; "${*}", "${?}" and "${$}" are those characters themselves. */
function parseTemplate(text: string, language: Language): (Part | Variable)[] {
  return variablePieces(text).flatMap(({ text: piece, isVariable }): (Part | Variable)[] => {
    if (!isVariable) return literalOrWildcards(piece, language);
    return ["*", "?", "$"].includes(piece) ? [piece] : [parseVariable(piece)];
  });
}

/** A default follows a comma and stands in single quotes: "${aws:username, 'anonymous'}". */
function parseVariable(inside: string): Variable {
  const comma = inside.indexOf(",");
  const quoted = comma < 0 ? "" : inside.slice(comma + 1).trim();
  const hasDefault = quoted.length > 1 && quoted.startsWith("'") && quoted.endsWith("'");
  const key = hasDefault ? inside.slice(0, comma) : inside;
  return { key: key.trim().toLowerCase(), fallback: hasDefault ? quoted.slice(1, -1) : undefined };
}

const literalOrWildcards = (text: string, { wildcards }: Language): Part[] =>
  wildcards ? parseWildcards(text) : [text];

type Resolved = { parts: Part[]; /** True where an unknown variable stands as a wildcard. */ open: boolean };

/** A value is literal text: a "*" in a tag's value widens nothing. A key with several values is no variable. */
function resolve(template: readonly (Part | Variable)[], question: Question): Resolved | undefined {
  const parts: Part[] = [];
  let open = false;
  for (const piece of template) {
    if (typeof piece !== "object") {
      parts.push(piece);
      continue;
    }
    const values = question.valuesOf(piece.key);
    const unknown = values === undefined && question.isUnknown(piece.key);
    const value = values?.length === 1 ? values[0] : piece.fallback;
    if (!unknown && value === undefined) return undefined;
    open ||= unknown;
    parts.push(unknown ? ANY : (value ?? ""));
  }
  return { parts: joinLiterals(parts), open };
}

function joinLiterals(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

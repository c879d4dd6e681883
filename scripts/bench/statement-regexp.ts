import { readValidPolicy } from "@gatehouse/core/policy/grammar/read-valid-policy";
import type { Texts } from "@gatehouse/core/policy/grammar/tree";

/** One element of a statement as one RegExp; covers is false where what matches is excepted. */
type ElementMatcher = { pattern: RegExp; covers: boolean };

export type StatementMatcher = { actions: ElementMatcher; resources: ElementMatcher };

/** Compiles action and resource of each statement of a policy to one RegExp each. */
export function matchersOf(text: string): StatementMatcher[] {
  return readValidPolicy(text).statements.map(({ action, resource }) => ({
    actions: elementOf(action, "i"),
    resources: elementOf(resource, ""),
  }));
}

function elementOf(texts: Texts<string> | undefined, flags: string): ElementMatcher {
  const alternatives = texts?.values.map(({ value }) => escape(value)) ?? [".*"];
  return { pattern: new RegExp(`^(?:${alternatives.join("|")})$`, flags), covers: !texts?.element.startsWith("Not") };
}

/** A variable stands as a wildcard, since RegExps that are compiled before know no request. */
const escape = (pattern: string): string =>
  pattern
    .replaceAll(/\$\{[^}]*\}/g, "*")
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");

import { resourceMatcher } from "../arn-pattern.ts";
import { replaceVariables, variablePieces } from "../variable-pieces.ts";
import { type Matcher, type Part, parseWildcards, wildcard } from "../wildcard.ts";

/** Whether everything that a narrow pattern matches is matched by a wide one, which is read off the patterns alone. */
export function covers(wide: string, narrow: string, matches: Matcher = wildcard(wide)): boolean {
  if (wide === narrow) return true;
  // "?" in the wide pattern would take the "*" of the narrow one for a single character, and a variable for some.
  return matches(narrow) && !(wide.includes("?") && (narrow.includes("*") || narrow.includes("${")));
}

/**
 * Makes what a pattern of Resource covers others by: its wildcards cover any variable, but a variable covers itself only, be
 * it "${*}", which is the character.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
export function resourceCover(wide: string): Matcher {
  const parts = variablePieces(withoutInnerColons(wide)).flatMap(({ text, isVariable }): Part[] =>
    isVariable ? [`\${${text}}`] : parseWildcards(text),
  );
  const matches = resourceMatcher(parts);
  return (narrow) => matches(withoutInnerColons(narrow));
}

/** The colon in a variable's name ends no segment of an ARN. */
const withoutInnerColons = (text: string): string =>
  replaceVariables(text, (variable) => `\${${variable.replaceAll(":", ";")}}`);

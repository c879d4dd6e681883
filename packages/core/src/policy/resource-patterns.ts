import type { StatementTree } from "./grammar/tree.ts";
import { replaceVariables } from "./variable-pieces.ts";

const COLONS = 5;

/**
 * Answers the patterns that a statement's Resource or NotResource stands for: in identity-based policies, whose statements
 * have no principal, AWS completes an ARN of fewer than six fields by "*". A "*" in it may also run past the colons that it
 * lacks, so that both count.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function resourcePatterns({ resource, principal }: Pick<StatementTree, "resource" | "principal">): string[] {
  const texts = resource?.values.map(({ value }) => value) ?? [];
  if (principal !== undefined) return texts;
  return texts.flatMap((text) => {
    const completed = completedArn(text);
    return completed === text ? [text] : [text, completed];
  });
}

/** Answers an ARN with "*" for each of six fields that it lacks; any other text as it is. */
export function completedArn(text: string): string {
  if (!text.startsWith("arn:")) return text;
  const colons = replaceVariables(text, () => "").split(":").length - 1;
  return colons < COLONS ? text + ":*".repeat(COLONS - colons) : text;
}

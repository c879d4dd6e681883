import { readValidPolicy } from "./grammar/read-valid-policy.ts";
import { compileStatement, type Statement } from "./match-statement.ts";
import { memoise } from "./memoise.ts";

/** A policy document, checked and compiled. */
export type PolicyDocument = { version: "2012-10-17" | "2008-10-17"; statements: readonly Statement[] };

const COMPILED_KEPT = 5_000;

const compiled = memoise(COMPILED_KEPT, compile);

/** Reads the JSON text of a policy of any kind, once for equal texts; anything that AWS's grammar forbids is a Failure "invalid". */
export function parsePolicy(text: string): PolicyDocument {
  return compiled(text);
}

function compile(text: string): PolicyDocument {
  const tree = readValidPolicy(text);
  // Without a Version AWS reads a policy by the older language, which knows no variables.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
  const variables = tree.version?.value === "2012-10-17";
  return {
    version: variables ? "2012-10-17" : "2008-10-17",
    statements: tree.statements.flatMap((statement) =>
      statement.effect === undefined ? [] : compileStatement(statement, statement.effect, { text, variables }),
    ),
  };
}

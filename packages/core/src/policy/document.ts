import { z } from "zod";
import { Failure } from "../failure.ts";
import { compileStatement, type Statement } from "./match-statement.ts";
import { memoise } from "./memoise.ts";
import { PolicyElements } from "./schema.ts";

/** A policy document, checked and compiled. */
export type PolicyDocument = { version: "2012-10-17" | "2008-10-17"; statements: readonly Statement[] };

const COMPILED_KEPT = 5_000;

const compiled = memoise(COMPILED_KEPT, compile);

/** Reads the JSON text of a policy of any kind, once for equal texts; anything that AWS's grammar forbids is a Failure "invalid". */
export function parsePolicy(text: string): PolicyDocument {
  return compiled(text);
}

function compile(text: string): PolicyDocument {
  const elements = PolicyElements.safeParse(parseJson(text));
  if (!elements.success) throw new Failure("invalid", `This policy cannot be read: ${describe(elements.error)}`);
  const { Version, Statement } = elements.data;
  const variables = Version === "2012-10-17";
  return {
    version: Version,
    statements: Statement.map((statement, index) => compileStatement(statement, index + 1, variables)),
  };
}

/** Every fault with its place, on one line: "Statement[0].Effect: Invalid option". */
function describe({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${z.core.toDotPath(path)}: ${message}`))
    .join("; ");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure("invalid", "This policy is not JSON.", { cause });
  }
}

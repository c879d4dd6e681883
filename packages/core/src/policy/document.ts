import { readValidPolicy } from "./grammar/read-valid-policy.ts";
import { compileStatement, type Statement } from "./match-statement.ts";
import { memoise } from "./memoise.ts";

/** A policy document, checked and compiled. */
export type PolicyDocument = {
  version: "2012-10-17" | "2008-10-17";
  statements: readonly Statement[];
  /** The statements that may speak of an action, in their order: those that name its service. */
  about(service: string): readonly Statement[];
};

/** A document takes some twenty to forty bytes for each character of its text, so this bounds what pasted ones keep. */
const CHARACTERS_KEPT = 4_000_000;

const compiled = memoise(CHARACTERS_KEPT, compile, ({ length }) => length);

/** Reads the JSON text of a policy of any kind, once for equal texts; anything that AWS's grammar forbids is a Failure "invalid". */
export function parsePolicy(text: string): PolicyDocument {
  return compiled(text);
}

function compile(text: string): PolicyDocument {
  const tree = readValidPolicy(text);
  // Without a Version AWS reads a policy by the older language, which knows no variables.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
  const variables = tree.version?.value === "2012-10-17";
  const statements = tree.statements.flatMap((statement) =>
    statement.effect === undefined ? [] : compileStatement(statement, statement.effect, { text, variables }),
  );
  return { version: variables ? "2012-10-17" : "2008-10-17", statements, about: indexed(statements) };
}

/** Of a document of many statements most speak of other services than the one that is asked of. */
function indexed(statements: readonly Statement[]): PolicyDocument["about"] {
  if (statements.length < 2) return () => statements;
  const named = new Set(statements.flatMap(({ services }) => [...(services ?? [])]));
  const about = (service: string): readonly Statement[] =>
    statements.filter(({ services }) => services === undefined || services.has(service));
  const ofEach = new Map([...named].map((service) => [service, about(service)]));
  const others = statements.filter(({ services }) => services === undefined);
  return (service) => ofEach.get(service) ?? others;
}

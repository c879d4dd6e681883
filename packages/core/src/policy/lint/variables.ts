import type { PolicyTree, StatementTree } from "../grammar/tree.ts";
import type { StringNode } from "../json/node.ts";
import { variablePieces } from "../variable-pieces.ts";
import { isMultiValued, isProviderKey } from "./condition-facts.ts";
import { check, guide, type Rule } from "./rule.ts";
import type { Subject } from "./subject.ts";

const VARIABLES = guide("reference_policies_variables.html");

/** One "${…}" as it is written; closed is false where its brace is missing. */
type Variable = { inside: string; closed: boolean };

/** A text with its variables. */
type Written = { node: StringNode; variables: readonly Variable[] };

function variablesOf(text: string): Variable[] {
  return variablePieces(text).flatMap(({ text: piece, isVariable }): Variable[] => {
    if (isVariable) return [{ inside: piece, closed: true }];
    const open = piece.indexOf("${");
    return open < 0 ? [] : [{ inside: piece.slice(open + 2), closed: false }];
  });
}

/** The texts of a statement with variables, found once for all rules. */
function written(statement: StatementTree, { onceFor }: Subject): readonly Written[] {
  return onceFor(statement, "variables", () =>
    textsWithVariables(statement).map((node) => ({ node, variables: variablesOf(node.value) })),
  );
}

/** The texts in which AWS replaces variables: resources, and values of conditions. */
function textsWithVariables({ resource, conditions }: StatementTree): StringNode[] {
  const texts = resource?.values.filter(({ value }) => value.includes("${")) ?? [];
  for (const { values } of conditions)
    for (const one of values) if (one.kind === "string" && one.value.includes("${")) texts.push(one);
  return texts;
}

/**
 * Variables that services fill and no list of keys names: of a session of Transfer Family, and of a thing of IoT.
 * https://docs.aws.amazon.com/transfer/latest/userguide/users-policies-session.html
 * https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
 */
const OF_SERVICES =
  /^(transfer:(username|homebucket|homedirectory|homefolder)|credentials-iot:(thingname|thingtypename|awscertificateid))$/i;

const isEscape = (inside: string): boolean => ["*", "?", "$"].includes(inside);
const keyOf = (inside: string): string => (inside.split(",")[0] ?? "").trim();

/** How policy variables are written, and where they are replaced. */
export const VARIABLE_RULES: readonly Rule[] = [
  {
    id: "variable-in-old-version",
    severity: "warning",
    explains: "Only the language of 2012-10-17 replaces variables; in an older one they are plain text.",
    see: check("access-analyzer-reference-policy-checks-error-variable-unsupported-in-version"),
    policy({ tree, knowsVariables, hasVariables }, tell) {
      if (knowsVariables || !hasVariables) return;
      const found = tree.statements.flatMap(textsWithVariables)[0];
      if (found !== undefined) tell(found, "Without Version 2012-10-17 this variable is plain text.", upgrade(tree));
    },
  },
  {
    id: "variable-brace",
    severity: "error",
    explains: "A variable ends with a closing brace.",
    see: check("access-analyzer-reference-policy-checks-error-missing-brace-in-variable"),
    statement(statement, subject, tell) {
      for (const { node, variables } of written(statement, subject))
        if (variables.some(({ closed }) => !closed)) tell(node, `A closing "}" is missing in ${node.value}.`);
    },
  },
  {
    id: "variable-empty",
    severity: "error",
    explains: "A variable names a condition key.",
    see: check("access-analyzer-reference-policy-checks-error-empty-variable"),
    statement(statement, subject, tell) {
      for (const { node, variables } of written(statement, subject))
        if (variables.some(({ inside, closed }) => closed && keyOf(inside) === ""))
          tell(node, "A variable here names no key.");
    },
  },
  {
    id: "variable-quote",
    severity: "error",
    explains: "The default of a variable stands in single quotes after a comma: ${aws:username, 'nobody'}.",
    see: check("access-analyzer-reference-policy-checks-error-missing-quote-in-variable"),
    statement(statement, subject, tell) {
      for (const { node, variables } of written(statement, subject))
        for (const { inside, closed } of variables)
          if (closed && inside.includes(",") && !/^[^,]*,\s*'[^']*'\s*$/s.test(inside))
            tell(node, `The default in \${${inside}} needs single quotes around it.`);
    },
  },
  {
    id: "variable-space",
    severity: "error",
    explains: "A blank inside a variable's name makes it another name, which has no value.",
    see: check("access-analyzer-reference-policy-checks-error-unsupported-space-in-variable"),
    statement(statement, subject, tell) {
      for (const { node, variables } of written(statement, subject))
        for (const { inside } of variables) {
          const [name = ""] = inside.split(",", 1);
          // Tags may have blanks in their names.
          if (/\s/.test(name) && !/tag\//i.test(name) && name.trim() !== "")
            tell(node, `A blank stands in \${${inside}}.`);
        }
    },
  },
  {
    id: "variable-unknown",
    severity: "warning",
    explains:
      "A variable without a value matches nothing, so the statement does not apply, or by a Not… operator always.",
    see: VARIABLES,
    statement(statement, subject, tell) {
      const { catalogue } = subject;
      for (const { node, variables } of written(statement, subject))
        for (const { inside, closed } of variables) {
          const key = keyOf(inside);
          if (!closed || isEscape(inside) || key === "" || isProviderKey(key) || OF_SERVICES.test(key)) continue;
          if (catalogue.conditionKey(key) === undefined) tell(node, `No request has a value for \${${inside}}.`);
        }
    },
  },
  {
    id: "variable-multi-valued",
    severity: "warning",
    explains: "A key with several values is no variable, for nobody could tell which value is meant.",
    see: VARIABLES,
    statement(statement, subject, tell) {
      const { catalogue } = subject;
      for (const { node, variables } of written(statement, subject))
        for (const { inside } of variables) {
          const known = catalogue.conditionKey(keyOf(inside));
          if (known !== undefined && isMultiValued(known)) tell(node, `${known.key} may have several values.`);
        }
    },
  },
  {
    id: "variable-in-element",
    severity: "error",
    explains: "AWS replaces variables in resources and in values of conditions, and nowhere else.",
    see: check("access-analyzer-reference-policy-checks-error-variable-unsupported-in-element"),
    statement({ action, principal, conditions }, _subject, tell) {
      const look = (node: StringNode): void => {
        if (node.value.includes("${")) tell(node, "AWS replaces no variable here.");
      };
      action?.values.forEach(look);
      for (const { name } of principal?.names ?? []) look(name);
      for (const { key } of conditions) look(key);
    },
  },
  {
    id: "variable-for-operator",
    severity: "warning",
    explains: "Only String, Arn and Bool operators replace variables; others take them for plain text.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-variable-for-operator"),
    statement({ conditions }, _subject, tell) {
      for (const { test, values } of conditions) {
        if (test === undefined || ["String", "Arn", "Bool"].includes(test.family)) continue;
        for (const node of values)
          if (String(node.value).includes("${")) tell(node, `${test.name} replaces no variables.`);
      }
    },
  },
];

function upgrade({ version }: PolicyTree): { start: number; end: number; text: string }[] | undefined {
  return version === undefined ? undefined : [{ start: version.start, end: version.end, text: `"2012-10-17"` }];
}

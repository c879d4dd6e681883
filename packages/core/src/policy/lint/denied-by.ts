import { formatArn, parseArn } from "../../arn.ts";
import { readPolicy } from "../grammar/read-policy.ts";
import type { StatementTree } from "../grammar/tree.ts";
import { applies, compileStatement, type Statement } from "../match-statement.ts";
import { type Question, toQuestion } from "../request.ts";
import type { Subject } from "./subject.ts";

/**
 * Answers the first statement of a policy that surely denies one of the requests asked of it; a key that nobody can know
 * beforehand counts in favour of the request, and a policy that AWS would refuse denies nothing.
 */
export function deniedBy(
  subject: Subject,
  asked: (statement: StatementTree) => readonly Question[],
): StatementTree | undefined {
  const denying = subject.tree.statements.find((statement) => {
    const questions = statement.effect === "Deny" ? asked(statement) : [];
    return questions.some((question) => denies(statement, subject, question));
  });
  return denying !== undefined && isTaken(subject) ? denying : undefined;
}

function denies(statement: StatementTree, subject: Subject, question: Question): boolean {
  const compiled = compiledIn(subject, statement);
  const isFor = statement.principal === undefined || compiled.names(question.request.principal) !== "no";
  return isFor && applies(compiled, question) === true;
}

/** Many actions may be asked of one statement. */
function compiledIn({ tree, knowsVariables, onceFor }: Subject, statement: StatementTree): Statement {
  return onceFor(statement, "compiled", () =>
    compileStatement(statement, "Deny", { text: tree.text, variables: knowsVariables }),
  );
}

/** Whether AWS would take the policy, which has to be read anew for it; few policies deny what is asked here. */
const isTaken = ({ tree, once }: Subject): boolean =>
  once("is taken", () => readPolicy(tree.text).problems.length === 0);

/** Makes the request of a role's session for an action on a resource of its own account. */
export function sessionAsks(roleArn: string, action: string, resource: string): Question {
  const {
    partition,
    accountId,
    resource: name,
  } = parseArn(roleArn) ?? { partition: "aws", accountId: "", resource: "" };
  const session = `assumed-role/${name.slice(name.lastIndexOf("/") + 1)}/session`;
  return toQuestion({
    principal: {
      arn: formatArn({ partition, service: "sts", region: "", accountId, resource: session }),
      accountId,
      roleArn,
    },
    action,
    resource,
    resourceAccountId: accountId,
    context: {},
    rest: "unknown",
  });
}

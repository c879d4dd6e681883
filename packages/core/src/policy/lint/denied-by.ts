import { parseArn, formatArn } from "../../arn.ts";
import { parsePolicy } from "../document.ts";
import { readPolicy } from "../grammar/read-policy.ts";
import type { PolicyTree, StatementTree } from "../grammar/tree.ts";
import { applies } from "../match-statement.ts";
import { type Question, toQuestion } from "../request.ts";

/**
 * Answers the statement that surely denies one of the requests asked of it; a key that nobody can know beforehand counts
 * in favour of the request.
 */
export function deniedBy(
  tree: PolicyTree,
  asked: (statement: StatementTree) => readonly Question[],
): StatementTree | undefined {
  if (readPolicy(tree.text).problems.length > 0) return undefined;
  const denying = parsePolicy(tree.text).statements.filter(({ effect }) => effect === "Deny");
  return tree.statements.find((statement) => {
    const one = denying.find(({ position }) => position === statement.index + 1);
    if (one === undefined) return false;
    const isFor = ({ request }: Question): boolean =>
      statement.principal === undefined || one.names(request.principal) !== "no";
    return asked(statement).some((question) => isFor(question) && applies(one, question) === true);
  });
}

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

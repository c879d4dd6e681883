import { parseArn } from "../../arn.ts";
import type { StatementReach } from "./statement-reach.ts";
import { statementsOf } from "./documents.ts";
import type { Target } from "./target.ts";

/** Whom the policy of a target could allow the action: everyone, whole accounts, or roles and users by their ARNs. */
export type Named = { everyone: boolean; accounts: ReadonlySet<string>; arns: ReadonlySet<string> };

/** Answers whom the Allow statements of a target's policy name, conditions apart. */
export function namedBy(target: Target): Named {
  const named = { everyone: false, accounts: new Set<string>(), arns: new Set<string>() };
  const statements = target.policy === undefined ? [] : statementsOf(target.policy);
  for (const statement of statements)
    if (couldAllow(statement, target)) {
      const { principal } = statement;
      // What is not named is named, so that nobody is left out here.
      if (principal?.element === "NotPrincipal" || principal?.everyone !== undefined) named.everyone = true;
      for (const { kind, name } of principal?.names ?? [])
        if (kind === "AWS") note(named, name.value);
        else if (kind === "CanonicalUser") note(named, target.canonical.get(name.value) ?? name.value);
    }
  return named;
}

/** Whether a statement of a resource-based policy could allow the action of a question. */
export function couldAllow(statement: StatementReach, { action, question }: Target): boolean {
  return (
    statement.effect === "Allow" &&
    statement.coversAction(action) &&
    statement.coversResource(question.resource) !== "no"
  );
}

function note(named: { everyone: boolean; accounts: Set<string>; arns: Set<string> }, name: string): void {
  const account = accountNamed(name);
  if (name === "*") named.everyone = true;
  else if (account === undefined) named.arns.add(name);
  else named.accounts.add(account);
}

/** The account that a principal's name stands for as a whole: its id, or its root's ARN. */
export function accountNamed(name: string): string | undefined {
  if (/^\d{12}$/.test(name)) return name;
  const arn = parseArn(name);
  return arn?.service === "iam" && arn.resource === "root" ? arn.accountId : undefined;
}

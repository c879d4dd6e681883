import { BY_ITSELF, type NotableAction, WITH_EXISTING, WITH_PASS_ROLE } from "../catalogue/notable-actions.ts";
import { takerOf } from "../facts/role-takers.ts";
import type { StatementTree } from "../grammar/tree.ts";
import { guide, type Rule } from "./rule.ts";
import { conditionsOn, coversAllFor, isBound, isOfAll } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";
import { wildcard } from "../wildcard.ts";

const PERMISSIONS = guide("access_permissions-required.html");

/** Whether a statement that allows on all resources does so without a condition that narrows it; those that allow everything have their own rule. */
const isWide = (statement: StatementTree, subject: Subject): boolean =>
  !isBound(statement) && !isOfAll(statement, subject);

/** Combinations of access by which one gets more than was given. */
export const ESCALATION_RULES: readonly Rule[] = [
  {
    id: "escalation-iam",
    severity: "warning",
    explains: "With one of these actions on every resource one can give oneself any access.",
    see: PERMISSIONS,
    on: ["identity"],
    needs: "allow-notable-on-all",
    statement(statement, subject, tell) {
      if (!isWide(statement, subject) || statement.action === undefined) return;
      const found = BY_ITSELF.filter((action) => coversWide(statement, subject, action));
      if (found.length > 0)
        tell(statement.action, `On every resource one can give oneself any access by ${inWords(found)}.`);
    },
  },
  {
    id: "escalation-pass-role",
    severity: "warning",
    explains: "Who may pass any role to what runs their own code has the access of all those roles.",
    see: guide("id_roles_use_passrole.html"),
    on: ["identity"],
    policy(subject, tell) {
      const { statements } = subject.tree;
      const passing = statements.filter((statement) => passesAnyRole(statement, subject));
      if (passing.length === 0) return;
      const allowing = statements.filter((statement) => statement.effect === "Allow" && !isOfAll(statement, subject));
      const runnable = WITH_PASS_ROLE.filter((row) =>
        row.every((action) => allowing.some((statement) => subject.coversAction(statement, action))),
      );
      for (const statement of passing) {
        const found = runnable.filter(([first]) => passesTo(statement, takerOf(first)));
        if (found.length === 0) continue;
        const names = found.map((row) => row.join(" and "));
        tell(statement.action ?? statement.node, `Any role can be used by iam:PassRole with ${inWords(names)}.`);
        return;
      }
    },
  },
  {
    id: "escalation-existing-role",
    severity: "warning",
    explains: "Who may run code where a role is at work has the access of that role.",
    see: guide("id_roles_use_switch-role-ec2.html"),
    on: ["identity"],
    needs: "allow-notable-on-all",
    statement(statement, subject, tell) {
      if (!isWide(statement, subject) || statement.action?.element !== "Action") return;
      const found = WITH_EXISTING.filter((action) => coversWide(statement, subject, action));
      if (found.length > 0)
        tell(statement.action, `On every resource this uses the roles of others by ${inWords(found)}.`);
    },
  },
];

/** Whether a statement covers an action on all resources that the action may have. */
const coversWide = (statement: StatementTree, subject: Subject, action: NotableAction): boolean =>
  subject.coversAction(statement, action) && coversAllFor(statement, subject, action);

function passesAnyRole(statement: StatementTree, subject: Subject): boolean {
  if (statement.effect !== "Allow" || !subject.coversAction(statement, "iam:PassRole")) return false;
  return !isOfAll(statement, subject) && coversAllFor(statement, subject, "iam:PassRole");
}

/**
 * Whether the conditions on iam:PassedToService let a role pass to a service.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
function passesTo(statement: StatementTree, service: string): boolean {
  return conditionsOn(statement, "iam:passedtoservice").every(({ test, values }) => {
    if (test?.family !== "String") return true;
    const isLike = test.name.includes("Like");
    const isNamed = values.some(({ value }) => (isLike ? wildcard(String(value))(service) : String(value) === service));
    return isNamed !== test.name.includes("Not");
  });
}

/** A few names, and how many more. */
function inWords(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

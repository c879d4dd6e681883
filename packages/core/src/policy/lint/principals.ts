import { parseArn } from "../../arn.ts";
import { narrows } from "../facts/open-values.ts";
import { accountOfPrincipal, wrongPrincipal } from "../facts/principal-forms.ts";
import type { StatementTree } from "../grammar/tree.ts";
import type { StringNode } from "../json/node.ts";
import { removeItem } from "./edits.ts";
import { isKeptFromStrangers } from "./kept-out.ts";
import { check, guide, type Rule } from "./rule.ts";
import { CALLER_KEYS, SERVICE_RULES, SOURCE_KEYS } from "./service-principals.ts";
import { allowsEveryone, conditionsOn, isNarrowedBy } from "./statement-facts.ts";

const PRINCIPAL = guide("reference_policies_elements_principal.html");

const BY_CONDITION = "name the account, and compare the rest by a condition on aws:PrincipalArn";

/** Who a policy of a resource lets in, and how they are named. */
export const PRINCIPAL_RULES: readonly Rule[] = [
  {
    id: "principal-format",
    severity: "error",
    explains:
      "AWS refuses a principal that is neither an account, nor the ARN of a role, user or session, nor everybody.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-principal-format"),
    statement({ principal }, _subject, tell) {
      for (const { kind, name } of principal?.names ?? []) {
        // Wildcards and variables have rules of their own.
        if (/[*?]|\$\{/.test(name.value)) continue;
        const wrong = wrongPrincipal(kind, name.value);
        if (wrong !== undefined) tell(name, `${JSON.stringify(name.value)} is ${wrong}.`);
      }
    },
  },
  {
    id: "principal-wildcard",
    severity: "error",
    explains: `A principal is named whole: AWS takes "*" for everybody only, and no wildcard inside of a name.`,
    see: check("access-analyzer-reference-policy-checks-error-unsupported-wildcard-in-principal"),
    statement({ principal }, _subject, tell) {
      for (const { kind, name } of principal?.names ?? [])
        if (/[*?]/.test(name.value) && !(kind === "AWS" && name.value === "*"))
          tell(name, `${name.value}: ${kind === "AWS" ? BY_CONDITION : "name each of them"}.`);
    },
  },
  {
    id: "federated-principal",
    severity: "error",
    explains: "An identity provider can assume roles, and nothing else: AWS refuses it in the policy of a resource.",
    see: check("access-analyzer-reference-policy-checks-error-federated-principal-not-supported"),
    on: ["resource", "endpoint"],
    statement({ principal }, _subject, tell) {
      for (const { kind, name } of principal?.names ?? [])
        if (kind === "Federated") tell(name, `${name.value} can only assume a role: name that role.`);
    },
  },
  {
    id: "repeated-principal",
    severity: "suggestion",
    explains: "A principal that is named twice, or beside everyone, is not needed.",
    see: PRINCIPAL,
    statement({ principal }, _subject, tell) {
      for (const [kind, names] of Map.groupBy(principal?.names ?? [], (one) => one.kind)) {
        const siblings = names.map(({ name }) => name);
        const isOpen = kind === "AWS" && siblings.some(({ value }) => value === "*");
        const seen = new Set<string>();
        for (const name of siblings) {
          const written = writtenShort(name.value);
          if (seen.has(written)) tell(name, `${name.value} is named before.`, removeItem(siblings, name));
          else if (isOpen && name.value !== "*") tell(name, `${name.value} is named beside "*", which is everybody.`);
          seen.add(written);
        }
      }
    },
  },
  {
    id: "principal-is-id",
    severity: "warning",
    explains: "AWS shows the unique id of a role or user that was deleted; one made anew under its name is not let in.",
    see: `${PRINCIPAL}#principal-roles`,
    on: ["trust", "resource"],
    statement({ principal }, _subject, tell) {
      for (const { kind, name } of principal?.names ?? [])
        if (kind === "AWS" && /^A(ROA|IDA)[A-Z0-9]{12,}$/.test(name.value))
          tell(name, `${name.value} is the id of a role or user that was deleted; name the ARN of the new one.`);
    },
  },
  {
    id: "public-access",
    severity: "warning",
    explains:
      "Everybody may use what this statement allows: any AWS account, and where the service takes unsigned requests anyone at all.",
    see: guide("reference_policies_elements_principal.html#principal-anonymous"),
    on: ["resource"],
    statement(statement, subject, tell) {
      if (!allowsEveryone(statement) || statement.principal === undefined) return;
      if (isNarrowedBy(statement, ...CALLER_KEYS) || conditionsOn(statement, ...SOURCE_KEYS).some(narrows)) return;
      if (isKeptFromStrangers(statement, subject, [...CALLER_KEYS, ...SOURCE_KEYS])) return;
      tell(
        statement.principal,
        "Everybody is allowed, of whatever AWS account or none: no condition here keeps strangers out.",
      );
    },
  },
  ...SERVICE_RULES,
  {
    id: "foreign-account",
    severity: "warning",
    explains: "An account outside the organization has access; its owner decides who there may use it.",
    see: guide("reference_policies_evaluation-logic-cross-account.html"),
    on: ["resource"],
    statement(statement, { surroundings: { accounts } }, tell) {
      if (accounts === undefined || statement.effect !== "Allow") return;
      for (const { name, account } of accountsOf(statement))
        if (!accounts.has(account)) tell(name, `Account ${account} is not of this organization.`);
    },
  },
  {
    id: "cross-account",
    severity: "suggestion",
    explains: "Another account of the organization has access: both sides must allow, and both should know.",
    see: guide("reference_policies_evaluation-logic-cross-account.html"),
    on: ["resource", "trust"],
    statement(statement, { surroundings: { accountId, accounts } }, tell) {
      if (accountId === undefined || accounts === undefined || statement.effect !== "Allow") return;
      for (const { name, account } of accountsOf(statement))
        if (account !== accountId && accounts.has(account)) tell(name, `Account ${account} has access.`);
    },
  },
  {
    id: "deny-not-principal",
    severity: "warning",
    explains: "Deny with NotPrincipal also hits the sessions of a role unless session, role and account are all named.",
    see: guide("reference_policies_elements_notprincipal.html"),
    on: ["resource", "endpoint"],
    statement({ effect, principal }, _subject, tell) {
      if (effect === "Deny" && principal?.element === "NotPrincipal")
        tell(principal.key, `Compare by a condition on aws:PrincipalArn with "Principal": "*" instead.`);
    },
  },
];

/** An account by its id is the account by its root. */
function writtenShort(name: string): string {
  const arn = parseArn(name);
  return arn?.service === "iam" && arn.resource === "root" ? arn.accountId : name;
}

/** Whose accounts a statement names, and where. */
function accountsOf({ principal }: StatementTree): { name: StringNode; account: string }[] {
  if (principal?.element !== "Principal") return [];
  return principal.names.flatMap(({ kind, name }) => {
    const account = kind === "AWS" ? accountOfPrincipal(name.value) : undefined;
    return account === undefined ? [] : [{ name, account }];
  });
}

import { accountOfPrincipal } from "../facts/principal-forms.ts";
import type { PrincipalName, StatementTree } from "../grammar/tree.ts";
import { FEDERATION_RULES } from "./federation.ts";
import { isKeptFromStrangers } from "./kept-out.ts";
import { check, guide, type Rule } from "./rule.ts";
import { CALLER_KEYS, SOURCE_KEYS } from "./service-principals.ts";
import { allowsEveryone, isNarrowedBy } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

const DEPUTY = guide("confused-deputy.html");
const EXTERNAL_ID = guide("id_roles_common-scenarios_third-party.html");

/** Services that say for which resource and account they assume a role. */
const SAYS_FOR_WHOM: readonly string[] = ["scheduler", "states", "ecs-tasks", "bedrock", "pipes", "codebuild"];

/** What narrows a statement that lets in everybody to callers that were chosen, or to networks. */
const CALLERS = [...CALLER_KEYS, "sts:externalid"];

/** What IAM Roles Anywhere does with a role; it gets in only where it may do all of it. */
const ANYWHERE = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];

/** Who is let in by trust policies. */
export const TRUST_RULES: readonly Rule[] = [
  {
    id: "trust-everyone",
    severity: "warning",
    explains: "A role that everybody may assume is open to every AWS account in the world.",
    see: guide("reference_policies_elements_principal.html#principal-anonymous"),
    on: ["trust"],
    statement(statement, subject, tell) {
      if (!allowsEveryone(statement) || statement.principal === undefined) return;
      if (!isNarrowedBy(statement, ...CALLERS) && !isKeptFromStrangers(statement, subject, CALLERS))
        tell(statement.principal, "Every AWS account in the world may assume this role.");
    },
  },
  {
    id: "trust-bare-everyone",
    severity: "error",
    explains: `IAM refuses "Principal": "*" in a trust policy, with Allow as with Deny; everybody is {"AWS": "*"} there.`,
    see: check("access-analyzer-reference-policy-checks-error-role-trust-policy-unsupported-wildcard-in-principal"),
    on: ["trust"],
    statement({ effect, principal }, _subject, tell) {
      if (principal?.element !== "Principal" || principal.everyone === undefined) return;
      const { start, end } = principal.everyone;
      // Who allows everybody should rather say who may come in.
      const edits = effect === "Deny" ? [{ start, end, text: `{"AWS": "*"}` }] : undefined;
      tell(principal.everyone, `A trust policy cannot have "Principal": "*"; {"AWS": "*"} means the same.`, edits);
    },
  },
  ...FEDERATION_RULES,
  {
    id: "trust-service-without-source",
    severity: "suggestion",
    explains:
      "A service acts for many customers; without a condition on its source another's resource may use this role.",
    see: DEPUTY,
    on: ["trust"],
    statement(statement, _subject, tell) {
      if (statement.effect !== "Allow" || isNarrowedBy(statement, ...SOURCE_KEYS)) return;
      for (const { name } of namesOf(statement, "Service"))
        if (SAYS_FOR_WHOM.includes(name.value.split(".")[0] ?? ""))
          tell(name, `${name.value} says for whom it acts: add a condition on aws:SourceAccount or aws:SourceArn.`);
    },
  },
  {
    id: "roles-anywhere-actions",
    severity: "warning",
    explains: "IAM Roles Anywhere names the session and its source identity: without leave for it, nobody gets in.",
    see: check("access-analyzer-reference-policy-checks-error-missing-action-for-roles-anywhere-trust-policy"),
    on: ["trust"],
    policy(subject, tell) {
      const letting = subject.tree.statements.filter(
        (statement) => statement.effect === "Allow" && anywhereIn(statement) !== undefined,
      );
      const first = letting.flatMap((statement) => anywhereIn(statement) ?? [])[0];
      const missing = ANYWHERE.filter((action) => !letting.some((statement) => allows(statement, subject, action)));
      if (first !== undefined && missing.length > 0)
        tell(first.name, `${first.name.value} assumes no role without ${missing.join(" and ")}.`);
    },
  },
  {
    id: "third-party-without-external-id",
    severity: "warning",
    explains: "A third party acts for many customers; the external id keeps one of them from using another's role.",
    see: EXTERNAL_ID,
    on: ["trust"],
    statement(statement, { surroundings: { accounts } }, tell) {
      if (accounts === undefined || statement.effect !== "Allow") return;
      if (isNarrowedBy(statement, "sts:externalid", "aws:principalorgid")) return;
      for (const { name } of namesOf(statement, "AWS")) {
        const account = accountOfPrincipal(name.value);
        if (account !== undefined && !accounts.has(account))
          tell(name, `Account ${account} is not of this organization: demand an sts:ExternalId.`);
      }
    },
  },
];

/** Whom a statement names by a kind; nobody where it names those that it is not about. */
const namesOf = ({ principal }: StatementTree, wanted: string): PrincipalName[] =>
  principal?.element === "Principal" ? principal.names.filter(({ kind }) => kind === wanted) : [];

const anywhereIn = (statement: StatementTree): PrincipalName | undefined =>
  namesOf(statement, "Service").find(({ name }) => name.value.startsWith("rolesanywhere.amazonaws.com"));

const allows = (statement: StatementTree, { actionsOf }: Subject, action: string): boolean =>
  actionsOf(statement).some(({ id }) => id === action);

import type { StatementTree } from "../grammar/tree.ts";
import { parseRoleArn } from "../../arn.ts";
import { letsIn } from "../trust.ts";
import { deniedBy, sessionAsks } from "./denied-by.ts";
import { writerOf, writtenOn } from "./policy-writer.ts";
import { deniedToSpoke } from "./spoke-lock-out.ts";
import { holdsWithout, isExcept } from "./presence.ts";
import { check, guide, type Rule } from "./rule.ts";
import { SOURCE_KEYS } from "./service-principals.ts";
import { allowsEveryone, conditionsOn, coversAllResources, namesEveryone, openingOf } from "./statement-facts.ts";

const KEY_POLICY = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html";

/** The rules that keep us, the account and the editor from locking ourselves out. */
export const LOCK_OUT_RULES: readonly Rule[] = [
  {
    id: "hub-locked-out",
    severity: "warning",
    explains:
      "People get into the roles of this account through the hub: where this one is for people, its trust policy has to let the hub in.",
    see: guide("id_roles_update-role-trust-policy.html"),
    on: ["trust"],
    policy({ tree, surroundings: { hubRoleArn } }, tell) {
      if (hubRoleArn === undefined || parseRoleArn(hubRoleArn) === undefined) return;
      // A role that services or identity providers alone get into is none of people.
      if (!tree.statements.some(letsPrincipalsIn)) return;
      const answer = letsIn(tree.text, hubRoleArn);
      if (!answer.in) tell(openingOf(tree), answer.because);
    },
  },
  {
    id: "spoke-locked-out",
    severity: "error",
    explains:
      "The product works in an account by its spoke role: where that is denied, the account is out of its care.",
    see: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html",
    on: ["service-control"],
    policy(subject, tell) {
      const denied = deniedToSpoke(subject);
      if (denied === undefined) return;
      const { by, action, to } = denied;
      tell(by.node, `This denies ${action} to the spoke role, ${to}; spare it by a condition on aws:PrincipalArn.`);
    },
  },
  {
    id: "own-session-locked-out",
    severity: "error",
    explains: "Whoever changes this policy could not change it back.",
    see: guide("reference_policies_evaluation-logic.html"),
    on: ["resource"],
    policy(subject, tell) {
      const { actorRoleArn } = subject.surroundings;
      const action = writerOf(subject.traits);
      if (actorRoleArn === undefined || action === undefined) return;
      const denying = deniedBy(subject, (statement) =>
        writtenOn(statement, subject, action).map((resource) => sessionAsks(actorRoleArn, action, resource)),
      );
      if (denying !== undefined) tell(denying.node, `This denies ${action} to your own role, ${actorRoleArn}.`);
    },
  },
  {
    id: "denies-everyone",
    severity: "error",
    needs: "deny",
    explains:
      "Denied to everybody, the policy cannot be changed any more by anyone but the account's root user, if at all.",
    see: "https://repost.aws/knowledge-center/s3-accidentally-denied-access",
    on: ["resource"],
    statement(statement, subject, tell) {
      const writer = writerOf(subject.traits);
      if (writer === undefined || statement.effect !== "Deny" || statement.conditions.length > 0) return;
      if (!namesEveryone(statement)) return;
      if (subject.coversAction(statement, writer) && writtenOn(statement, subject, writer).length > 0)
        tell(statement.node, `This denies ${writer} to everybody, the account's administrators included.`);
    },
  },
  {
    id: "key-unmanageable",
    severity: "error",
    explains: "A key that nobody may manage stays as it is for good; only AWS's support can help.",
    see: KEY_POLICY,
    on: ["resource"],
    policy(subject, tell) {
      if (subject.kind !== "kms-key") return;
      const manages = subject.tree.statements.some(
        (statement) => letsPrincipalsIn(statement) && subject.coversAction(statement, "kms:PutKeyPolicy"),
      );
      if (!manages) tell(openingOf(subject.tree), "Nobody is allowed kms:PutKeyPolicy by this policy.");
    },
  },
  {
    id: "key-without-account",
    severity: "suggestion",
    explains:
      "Without its account a key policy makes IAM policies useless for this key, and a lost role loses the key.",
    see: KEY_POLICY,
    on: ["resource"],
    policy({ tree, kind, surroundings: { accountId = "\\d{12}" } }, tell) {
      if (kind !== "kms-key") return;
      const own = new RegExp(`^(arn:[^:]+:iam::)?${accountId}(:root)?$`);
      const names = tree.statements.flatMap((one) => (one.effect === "Allow" ? (one.principal?.names ?? []) : []));
      if (names.some(({ kind: of, name }) => of === "AWS" && own.test(name.value))) return;
      tell(openingOf(tree), "No statement names the key's account (its root), so IAM policies have no say.");
    },
  },
  {
    id: "denies-everything",
    severity: "warning",
    needs: "deny",
    explains: "Denied everything, the principal can do nothing at all, whatever else it is allowed.",
    see: guide("reference_policies_evaluation-logic.html"),
    on: ["identity", "session", "service-control"],
    statement(statement, subject, tell) {
      const { effect, action, conditions } = statement;
      if (effect !== "Deny" || action?.element !== "Action" || conditions.length > 0) return;
      if (!coversAllResources(statement, subject)) return;
      if (statement.resource?.element === "Resource" && action.values.some(({ value }) => /^\*(:\*)?$/.test(value)))
        tell(statement.node, "This denies every action on every resource.");
    },
  },
  {
    id: "source-hits-callers",
    severity: "warning",
    needs: "deny",
    explains: "Only services say for which source they act: to anybody else the key is absent, and the Deny applies.",
    see: check(
      "access-analyzer-reference-policy-checks-general-warning-rcp-missing-related-service-principal-condition-key",
    ),
    on: ["resource", "resource-control"],
    statement(statement, _subject, tell) {
      if (statement.effect !== "Deny" || !namesEveryone(statement)) return;
      const ofSources = conditionsOn(statement, ...SOURCE_KEYS);
      if (!ofSources.every(holdsWithout) || conditionsOn(statement, "aws:principalisawsservice").length > 0) return;
      for (const { key } of ofSources.filter(isExcept))
        tell(key, `Add {"Bool": {"aws:PrincipalIsAWSService": "true"}}: every other caller lacks ${key.value}.`);
    },
  },
  {
    id: "deny-outside-without-services",
    severity: "suggestion",
    needs: "deny",
    explains: "Where a service of AWS acts for the caller, it does so from no network of theirs: a Deny hits it, too.",
    see: guide("access_forward_access_sessions.html"),
    on: ["identity", "service-control"],
    statement(statement, _subject, tell) {
      // Where no service acts the key may be absent or "false": either way of asking spares the services.
      const isSpared = conditionsOn(statement, "aws:viaawsservice", "aws:calledvia").length > 0;
      if (statement.effect !== "Deny" || isSpared) return;
      // The public address of the caller is kept.
      for (const { key, test } of conditionsOn(statement, "aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip"))
        if (test?.name.includes("Not") === true)
          tell(key, `Add {"Bool": {"aws:ViaAWSService": "false"}}, so that services may act for the caller.`);
    },
  },
];

/** Whether a statement allows something to roles, users, accounts or everybody. */
const letsPrincipalsIn = (statement: StatementTree): boolean =>
  allowsEveryone(statement) ||
  (statement.effect === "Allow" &&
    statement.principal?.element === "Principal" &&
    statement.principal.names.some(({ kind }) => kind === "AWS"));

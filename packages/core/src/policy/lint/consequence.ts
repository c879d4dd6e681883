import { tableOf } from "../../table-of.ts";
import type { NotableAction } from "../catalogue/notable-actions.ts";
import type { StatementTree } from "../grammar/tree.ts";
import { check, guide, type Rule } from "./rule.ts";
import { conditionsOn, coversAllFor, isBound, isNarrowedBy, isOfAll, textsOf } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

const LEAST = guide("best-practices.html#grant-least-privilege");

/** Services whose whole access is access to everything, with the reason. */
const SENSITIVE: ReadonlyMap<string, string> = tableOf({
  iam: "who may change IAM may give themselves any access",
  organizations: "who may change the organization may take off the guard rails of every account",
  sts: "who may use all of STS may assume every role that trusts this account",
  kms: "who may use every key may read whatever is encrypted by them",
  secretsmanager: "every secret of the account is in reach",
});

/** Allows the statement an action by name, or by a pattern, on all resources? */
function allowsOnAll(statement: StatementTree, subject: Subject, action: NotableAction): boolean {
  return (
    subject.coversAction(statement, action) && statement.effect === "Allow" && coversAllFor(statement, subject, action)
  );
}

/** Wildcards of consequence. */
export const CONSEQUENCE_RULES: readonly Rule[] = [
  {
    id: "admin-access",
    severity: "warning",
    needs: "allow-all",
    explains: "Every action on every resource, now and of services to come, is the access of an administrator.",
    see: LEAST,
    on: ["identity"],
    statement(statement, subject, tell) {
      const { effect, action, resource } = statement;
      if (effect !== "Allow" || action === undefined || isBound(statement) || resource?.element !== "Resource") return;
      if (isOfAll(statement, subject)) tell(action, "This allows every action on every resource.");
    },
  },
  {
    id: "service-admin",
    severity: "warning",
    needs: "allow-all",
    explains: "All actions of this service come close to the access of an administrator.",
    see: LEAST,
    on: ["identity"],
    statement(statement, subject, tell) {
      if (statement.effect !== "Allow" || statement.action?.element !== "Action" || isBound(statement)) return;
      if (!subject.named(statement).hasPatterns) return;
      for (const value of statement.action.values) {
        if (!value.value.endsWith(":*")) continue;
        const because = SENSITIVE.get(value.value.slice(0, -2).toLowerCase());
        if (because !== undefined && coversAllFor(statement, subject, value.value.toLowerCase()))
          tell(value, `${value.value} on every resource: ${because}.`);
      }
    },
  },
  {
    id: "allow-not-action",
    severity: "warning",
    needs: "negation",
    explains: "Allow with NotAction gives all actions but a few, of every service, later ones included.",
    see: guide("reference_policies_elements_notaction.html"),
    on: ["identity", "session", "resource"],
    statement({ effect, action }, _subject, tell) {
      if (effect === "Allow" && action?.element === "NotAction")
        tell(action.key, "This allows everything but what is named; name what is allowed.");
    },
  },
  {
    id: "allow-not-resource",
    severity: "warning",
    needs: "negation",
    explains: "Allow with NotResource gives access to all resources but a few, later ones included.",
    see: guide("reference_policies_elements_notresource.html"),
    on: ["identity", "session", "resource"],
    statement({ effect, resource }, _subject, tell) {
      if (effect === "Allow" && resource?.element === "NotResource")
        tell(resource.key, "This allows it on everything but what is named; name the resources.");
    },
  },
  {
    id: "pass-role-star",
    severity: "warning",
    needs: "allow-notable-on-all",
    explains:
      "Who may pass every role may run a service with any of them, an administrator's included; tags of the roles do not limit it.",
    see: check("access-analyzer-reference-policy-checks-security-warning-pass-role-with-star-in-resource"),
    on: ["identity"],
    statement(statement, subject, tell) {
      if (!allowsOnAll(statement, subject, "iam:PassRole") || isOfAll(statement, subject)) return;
      // AWS cannot limit it by tags of the role: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
      if (isNarrowedBy(statement, "iam:passedtoservice", "iam:associatedresourcearn")) return;
      tell(
        statement.resource ?? statement.node,
        "iam:PassRole covers every role here; name the roles, or the service by iam:PassedToService.",
      );
    },
  },
  {
    id: "assume-any-role",
    severity: "warning",
    needs: "allow-notable-on-all",
    explains: "Who may assume every role gets in wherever a trust policy names this account.",
    see: guide("id_roles_use_permissions-to-switch.html"),
    on: ["identity"],
    statement(statement, subject, tell) {
      if (!allowsOnAll(statement, subject, "sts:AssumeRole") || isOfAll(statement, subject)) return;
      const narrowed = isNarrowedBy(
        statement,
        "aws:resourceaccount",
        "aws:resourceorgid",
        "aws:resourceorgpaths",
        "aws:resourcetag/",
        "iam:resourcetag/",
      );
      if (!narrowed) tell(statement.resource ?? statement.node, "sts:AssumeRole covers every role here.");
    },
  },
  {
    id: "read-any-secret",
    severity: "warning",
    needs: "allow-notable-on-all",
    explains: "Secrets give access to what they open; few need all of them.",
    see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html",
    on: ["identity"],
    statement(statement, subject, tell) {
      if (!allowsOnAll(statement, subject, "secretsmanager:GetSecretValue") || isOfAll(statement, subject)) return;
      if (!isBound(statement)) tell(statement.resource ?? statement.node, "Every secret of the account can be read.");
    },
  },
  {
    id: "decrypt-any-key",
    severity: "warning",
    needs: "allow-notable-on-all",
    explains: "Decryption with every key opens whatever those keys protect, also in accounts that share their keys.",
    see: "https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html",
    on: ["identity"],
    statement(statement, subject, tell) {
      if (!allowsOnAll(statement, subject, "kms:Decrypt") || isOfAll(statement, subject)) return;
      if (!isBound(statement)) tell(statement.resource ?? statement.node, "kms:Decrypt covers every key here.");
    },
  },
  {
    id: "service-linked-role-star",
    severity: "suggestion",
    explains: "A service-linked role is made for one service; iam:AWSServiceName says which.",
    see: guide("id_roles_create-service-linked-role.html#service-linked-role-permissions"),
    on: ["identity"],
    statement(statement, subject, tell) {
      if (statement.effect !== "Allow" || statement.action?.element !== "Action") return;
      if (!subject.coversAction(statement, "iam:CreateServiceLinkedRole")) return;
      const { facts } = subject.named(statement);
      // Who may do all of IAM is told of that elsewhere.
      const first = statement.action.values.find(
        ({ value }, index) =>
          !/(^|:)\*$/.test(value) && facts[index]?.notable.includes("iam:CreateServiceLinkedRole") === true,
      );
      if (first === undefined || textsOf(statement.resource).some((text) => text.includes("aws-service-role/"))) return;
      if (conditionsOn(statement, "iam:awsservicename").length === 0)
        tell(first, "This makes the role of any service.");
    },
  },
  {
    id: "pass-role-not-resource",
    severity: "warning",
    needs: "allow-notable-on-all",
    explains: "With NotResource every role may be passed that nobody thought to leave out.",
    see: check("access-analyzer-reference-policy-checks-security-warning-pass-role-with-not-resource"),
    on: ["identity"],
    statement(statement, subject, tell) {
      const { effect, resource } = statement;
      if (effect !== "Allow" || resource?.element !== "NotResource") return;
      if (subject.coversAction(statement, "iam:PassRole"))
        tell(resource, "iam:PassRole covers every role but those left out; name the roles in Resource.");
    },
  },
];

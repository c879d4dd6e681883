import { RESOURCE_CONTROL_RULES } from "./resource-control.ts";
import { check, guide, type Rule } from "./rule.ts";
import { wildcard } from "../wildcard.ts";
import { hasElement, opening } from "./statement-facts.ts";

const PRINCIPAL = guide("reference_policies_elements_principal.html");
const TRUST = guide("reference_policies_elements_principal.html#principal-roles");

/**
 * Services whose policies name no resource, because it is the one that they are attached to.
 * https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html
 */
const WITHOUT_RESOURCE: readonly string[] = ["ecr", "elasticfilesystem"];

/** What can be allowed by a trust policy: a pattern must fit one of them. */
const ASSUMING: readonly string[] = [
  "sts:assumerole",
  "sts:assumerolewithsaml",
  "sts:assumerolewithwebidentity",
  "sts:tagsession",
  "sts:setsourceidentity",
  "sts:setcontext",
];

/** Which elements a document of each type must and must not have. */
export const ELEMENT_RULES: readonly Rule[] = [
  {
    id: "principal-not-allowed",
    severity: "error",
    needs: "principal",
    explains:
      "A policy that is attached to a principal, or to accounts, applies to them; AWS refuses another principal in it.",
    see: PRINCIPAL,
    on: ["identity", "session", "service-control"],
    statement({ principal }, { traits }, tell) {
      if (principal !== undefined)
        tell(principal, `${upper(traits.name)} cannot have the element ${principal.element}.`);
    },
  },
  {
    id: "missing-principal",
    severity: "error",
    explains: "A policy that is attached to a resource must say for whom each statement is.",
    see: check("access-analyzer-reference-policy-checks-error-missing-principal"),
    on: ["trust", "resource", "resource-control", "endpoint"],
    statement(statement, _subject, tell) {
      if (!hasElement(statement, "Principal", "NotPrincipal"))
        tell(opening(statement), "This statement names no principal.");
    },
  },
  {
    id: "missing-resource",
    severity: "error",
    explains: "A statement must say which resources it is about.",
    see: check("access-analyzer-reference-policy-checks-error-missing-resource"),
    on: ["identity", "session", "service-control", "resource-control", "resource", "endpoint"],
    statement(statement, { traits }, tell) {
      if (statement.resource !== undefined) return;
      if (traits.service !== undefined && WITHOUT_RESOURCE.includes(traits.service)) return;
      if (!hasElement(statement, "Resource", "NotResource"))
        tell(opening(statement), "This statement needs Resource or NotResource.");
    },
  },
  {
    id: "resource-in-trust",
    severity: "error",
    explains: "A trust policy is about the role that it is attached to, and cannot name a resource.",
    see: guide("id_roles_update-role-trust-policy.html"),
    on: ["trust"],
    statement({ resource }, _subject, tell) {
      if (resource !== undefined) tell(resource, `A trust policy cannot have the element ${resource.element}.`);
    },
  },
  {
    id: "trust-action",
    severity: "error",
    explains: "A trust policy can speak of assuming the role and of what goes with it, and of nothing else.",
    see: guide("id_roles_update-role-trust-policy.html"),
    on: ["trust"],
    statement({ action }, _subject, tell) {
      if (action?.element !== "Action") return;
      for (const value of action.values)
        if (!ASSUMING.some(wildcard(value.value.toLowerCase())))
          tell(value, `${value.value} cannot stand in a trust policy; sts:AssumeRole… can.`);
    },
  },
  {
    id: "trust-action-principal",
    severity: "warning",
    needs: "principal",
    explains: "Each kind of principal assumes a role by its own action; by another it never gets in.",
    see: TRUST,
    on: ["trust"],
    statement(statement, subject, tell) {
      const { effect, principal } = statement;
      if (effect !== "Allow" || principal?.element !== "Principal") return;
      const assuming = subject.actionsOf(statement).filter(({ lower }) => lower.startsWith("sts:assumerole"));
      if (assuming.length === 0) return;
      const assumes = assuming.map(({ lower }) => lower);
      for (const { kind, name } of principal.names) {
        const wanted = actionFor(kind, name.value);
        if (wanted !== undefined && !assumes.includes(wanted.toLowerCase()))
          tell(name, `${name.value} assumes a role by ${wanted}, which this statement does not allow.`);
      }
    },
  },
  {
    id: "trust-not-principal",
    severity: "error",
    needs: "principal",
    explains: "IAM takes no NotPrincipal in a trust policy; with Allow it would let in everybody else in the world.",
    see: guide("reference_policies_elements_notprincipal.html"),
    on: ["trust"],
    statement({ effect, principal }, _subject, tell) {
      if (principal?.element !== "NotPrincipal") return;
      const instead = `deny {"AWS": "*"} with a condition on aws:PrincipalArn`;
      tell(principal, `A trust policy cannot have it: ${effect === "Deny" ? instead : "name who may come in"}.`);
    },
  },
  {
    id: "allow-not-principal",
    severity: "warning",
    needs: "principal",
    explains: "Allow with NotPrincipal gives access to everybody who is not named, anonymous callers included.",
    see: check("access-analyzer-reference-policy-checks-security-warning-allow-with-not-principal"),
    on: ["resource", "endpoint"],
    statement({ effect, principal }, _subject, tell) {
      if (effect === "Allow" && principal?.element === "NotPrincipal")
        tell(principal, "This allows everybody but those named; name who is allowed.");
    },
  },
  ...RESOURCE_CONTROL_RULES,
];

function actionFor(kind: string, name: string): string | undefined {
  if (kind !== "Federated") return kind === "CanonicalUser" ? undefined : "sts:AssumeRole";
  return name.includes(":saml-provider/") ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity";
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

import { check, guide, type Rule } from "./rule.ts";

const JSON_SYNTAX = check("access-analyzer-reference-policy-checks-error-json-syntax-error");
const GRAMMAR = guide("reference_policies_grammar.html");

const rule = (id: NonNullable<Rule["problem"]>, explains: string, see: string = GRAMMAR): Rule => ({
  id,
  problem: id,
  severity: "error",
  explains,
  see,
});

/** What keeps AWS from reading a policy at all. */
export const GRAMMAR_RULES: readonly Rule[] = [
  rule("json-syntax", "A policy is JSON; AWS refuses a text that is none.", JSON_SYNTAX),
  rule("json-duplicate-key", "Of two equal names only one could count, and it is not defined which.", JSON_SYNTAX),
  rule("json-control-character", "JSON allows control characters in a text only as escapes.", JSON_SYNTAX),
  rule("json-too-deep", "No element of a policy nests that deep.", JSON_SYNTAX),
  rule("json-trailing-text", "A policy is one JSON object and nothing after it.", guide("troubleshoot_policies.html")),
  rule("not-a-policy", "A policy is a JSON object with the elements Version, Id and Statement."),
  rule(
    "unknown-element",
    "AWS refuses a policy with an element that it does not know; names are compared with regard to case.",
  ),
  rule("wrong-type", "Each element takes certain kinds of values only."),
  rule(
    "invalid-version",
    "The version names the policy language, and there are two.",
    guide("reference_policies_elements_version.html"),
  ),
  rule(
    "missing-statement",
    "A policy without statements says nothing.",
    guide("reference_policies_elements_statement.html"),
  ),
  rule(
    "missing-effect",
    "A statement must say whether it allows or denies.",
    guide("reference_policies_elements_effect.html"),
  ),
  rule(
    "invalid-effect",
    "An effect is Allow or Deny, with regard to case.",
    guide("reference_policies_elements_effect.html"),
  ),
  rule(
    "missing-action",
    "A statement must say what it allows or denies.",
    guide("reference_policies_elements_action.html"),
  ),
  rule("element-pair", "An element and its opposite exclude each other in a statement."),
  rule(
    "unknown-principal-kind",
    "A principal is named by one of four kinds: AWS, Service, Federated, CanonicalUser.",
    guide("reference_policies_elements_principal.html"),
  ),
  rule(
    "invalid-principal",
    `Only "*" may stand as a principal without its kind.`,
    guide("reference_policies_elements_principal.html"),
  ),
  rule(
    "unknown-operator",
    "A condition is compared by one of AWS's operators.",
    guide("reference_policies_elements_condition_operators.html"),
  ),
];

import type { StatementTree } from "../grammar/tree.ts";
import { RESOURCE_CONTROLLED } from "../resource-controlled.ts";
import { holdsWithout, isExcept } from "./presence.ts";
import { check, type Rule, type Tell } from "./rule.ts";
import { conditionsOn } from "./statement-facts.ts";

const RCP = "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html";

/** Keys of who asks, and from which network, that a service lacks where it acts by its own principal. */
const OF_CALLERS =
  /^aws:(principal(account|arn|orgid|orgpaths|tag\/.*|type)|userid|username|source(ip|vpc|vpce)|vpce(account|orgid|orgpaths))$/;

/** What a resource control policy may be, and whom it hits. */
export const RESOURCE_CONTROL_RULES: readonly Rule[] = [
  {
    id: "rcp-effect",
    severity: "error",
    explains: "A resource control policy can only deny.",
    see: RCP,
    on: ["resource-control"],
    statement({ effect, node }, _subject, tell) {
      if (effect === "Allow")
        tell({ start: node.start, end: node.start + 1 }, "A resource control policy can only deny.");
    },
  },
  {
    id: "rcp-principal",
    severity: "error",
    needs: "principal",
    explains: `The principal of a resource control policy is "*"; conditions say whom it spares.`,
    see: RCP,
    on: ["resource-control"],
    statement({ principal }, _subject, tell) {
      if (principal !== undefined && (principal.element === "NotPrincipal" || principal.everyone === undefined))
        tell(principal, `Only "Principal": "*" can stand here.`);
    },
  },
  {
    id: "rcp-action",
    severity: "error",
    explains: `A resource control policy names actions of the services that it can bind, and neither "*" alone nor NotAction.`,
    see: RCP,
    on: ["resource-control"],
    statement(statement, _subject, tell) {
      tellRcpActions(statement, tell);
    },
  },
  {
    id: "rcp-hits-services",
    severity: "warning",
    explains: "A service of AWS that acts by its own principal lacks the keys of callers, so that it is denied, too.",
    see: check("access-analyzer-reference-policy-checks-general-warning-rcp-missing-related-principal-condition-key"),
    on: ["resource-control"],
    statement(statement, _subject, tell) {
      if (statement.effect !== "Deny" || conditionsOn(statement, ...OF_SERVICES).length > 0) return;
      const ofCallers = statement.conditions.filter(({ lower }) => OF_CALLERS.test(lower));
      const except = ofCallers.find(isExcept);
      if (except !== undefined && ofCallers.every(holdsWithout))
        tell(except.key, `Add {"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}, so that services are spared.`);
    },
  },
];

/** Keys that tell services from others. */
const OF_SERVICES = ["aws:principalisawsservice", "aws:principalservicename", "aws:principalservicenameslist"];

function tellRcpActions({ action }: StatementTree, tell: Tell): void {
  if (action?.element === "NotAction") tell(action, "A resource control policy cannot have NotAction.");
  if (action?.element !== "Action") return;
  for (const value of action.values) {
    const [prefix = ""] = value.value.split(":", 1);
    if (prefix === "*") tell(value, "A resource control policy must name the service.");
    else if (!RESOURCE_CONTROLLED.has(prefix.toLowerCase()))
      tell(value, `Resource control policies do not bind ${prefix}.`);
  }
}

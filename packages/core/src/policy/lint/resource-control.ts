import type { StatementTree } from "../grammar/tree.ts";
import { RESOURCE_CONTROLLED } from "../resource-controlled.ts";
import type { Rule, Tell } from "./rule.ts";
import { opening } from "./statement-facts.ts";

const RCP = "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html";

/** What a resource control policy may be. */
export const RESOURCE_CONTROL_RULES: readonly Rule[] = [
  {
    id: "rcp-effect",
    severity: "error",
    explains: "A resource control policy can only deny.",
    see: RCP,
    on: ["resource-control"],
    statement(statement, _subject, tell) {
      if (statement.effect === "Allow") tell(opening(statement), "A resource control policy can only deny.");
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
];

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

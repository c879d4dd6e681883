import { tableOf } from "../../table-of.ts";
import { suggestActions, suggestServices, sureAction, surePrefix } from "../catalogue/suggest.ts";
import type { ActionFacts } from "../catalogue/action-facts.ts";
import { removeItem, replaceText } from "./edits.ts";
import { coveredBy } from "./covering.ts";
import { check, guide, type Rule } from "./rule.ts";
import type { StatementTree } from "../grammar/tree.ts";
import type { StringNode } from "../json/node.ts";
import type { Subject } from "./subject.ts";

const ACTION = guide("reference_policies_elements_action.html");

/** Services that a policy of a resource names beside its own. */
const GUESTS: ReadonlyMap<string, readonly string[]> = tableOf({
  "execute-api": ["apigateway"],
  s3: ["s3-object-lambda", "s3express"],
  ecr: ["ecr-public"],
});

/** What the texts of Action and NotAction may be. */
export const ACTION_RULES: readonly Rule[] = [
  {
    id: "action-format",
    severity: "error",
    needs: "odd-action",
    explains: `An action is written service:Name; only "*" stands alone.`,
    see: ACTION,
    statement(statement, subject, tell) {
      for (const value of textsWith(statement, subject, ({ isWellFormed }) => !isWellFormed))
        tell(value, `${JSON.stringify(value.value)} is no action: it is written service:Name.`);
    },
  },
  {
    id: "unknown-service",
    severity: "warning",
    needs: "odd-action",
    explains: "AWS takes actions of a service that does not exist, but they allow and deny nothing.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-service-in-action"),
    statement(statement, subject, tell) {
      const { catalogue } = subject;
      for (const value of unknownActions(statement, subject)) {
        const prefix = /^([A-Za-z0-9-]+):/.exec(value.value)?.[1];
        if (prefix === undefined || catalogue.service(prefix) !== undefined) continue;
        const [meant] = suggestServices(catalogue, prefix);
        const sure = surePrefix(catalogue, prefix);
        const fixed = sure === undefined ? undefined : replaceText(value, sure + value.value.slice(prefix.length));
        tell(value, `AWS has no service ${prefix}.${meant === undefined ? "" : ` Is ${meant} meant?`}`, fixed);
      }
    },
  },
  {
    id: "unknown-action",
    severity: "warning",
    needs: "odd-action",
    explains: "AWS takes an action that does not exist, but it allows and denies nothing.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-action"),
    statement(statement, subject, tell) {
      const { catalogue } = subject;
      for (const value of unknownActions(statement, subject)) {
        const [prefix = ""] = value.value.split(":", 1);
        if (catalogue.service(prefix) === undefined) continue;
        if (/[*?]/.test(value.value)) {
          tell(value, `No action of ${prefix} fits ${value.value}.`);
          continue;
        }
        const meant = suggestActions(catalogue, value.value);
        const sure = sureAction(catalogue, value.value);
        const asked = meant.length === 0 ? "" : ` Is ${meant.join(" or ")} meant?`;
        tell(
          value,
          `AWS has no action ${value.value}.${asked}`,
          sure === undefined ? undefined : replaceText(value, sure),
        );
      }
    },
  },
  {
    id: "wildcard-in-service",
    severity: "suggestion",
    needs: "odd-action",
    explains: "A wildcard in the service's name covers services that nobody thought of, later ones included.",
    see: check("access-analyzer-reference-policy-checks-suggestion-wildcard-in-service-name"),
    statement(statement, subject, tell) {
      for (const value of textsWith(statement, subject, ({ hasWildcardService }) => hasWildcardService))
        if (value.value !== "*:*") tell(value, "This names services by a wildcard; name each.");
    },
  },
  {
    id: "redundant-action",
    severity: "suggestion",
    needs: "actions",
    explains: "An action that another pattern of the same list covers is not needed.",
    see: check("access-analyzer-reference-policy-checks-suggestion-redundant-action"),
    statement(statement, subject, tell) {
      const { action } = statement;
      if (action === undefined || action.values.length < 2) return;
      const { values } = action;
      for (const [index, by] of coveredBy(subject.named(statement)).entries()) {
        const [value, cover] = [values[index], values[by ?? -1]];
        if (value !== undefined && cover !== undefined)
          tell(value, `${value.value} is covered by ${cover.value}.`, removeItem(values, value));
      }
    },
  },
  {
    id: "foreign-action",
    severity: "error",
    explains: "The policy of a resource can speak of the actions of its own service only.",
    see: check("access-analyzer-reference-policy-checks-error-unsupported-action-in-policy"),
    on: ["resource"],
    statement({ action }, { traits }, tell) {
      const { service } = traits;
      if (service === undefined || action?.element !== "Action") return;
      const own = [service, ...(GUESTS.get(service) ?? [])];
      for (const value of action.values) {
        const [prefix = ""] = value.value.toLowerCase().split(":", 1);
        if (!/[*?]/.test(prefix) && !own.includes(prefix))
          tell(value, `${value.value} is no action of ${service}, whose policy this is.`);
      }
    },
  },
];

/** The texts that cover no action of the catalogue. */
const unknownActions = (statement: StatementTree, subject: Subject): readonly StringNode[] =>
  textsWith(statement, subject, ({ matching }) => matching.length === 0);

/** The texts of a statement of which something is true; mostly there are none. */
function textsWith(
  statement: StatementTree,
  subject: Subject,
  wanted: (facts: ActionFacts) => boolean,
): readonly StringNode[] {
  const { facts } = subject.named(statement);
  const values = statement.action?.values ?? [];
  return facts.some(wanted) ? values.filter((_, index) => facts[index] !== undefined && wanted(facts[index])) : [];
}

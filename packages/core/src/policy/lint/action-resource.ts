import type { Action, ResourceType } from "../catalogue/service.ts";
import type { StatementTree } from "../grammar/tree.ts";
import type { StringNode } from "../json/node.ts";
import { guide, type Rule } from "./rule.ts";
import { textsOf } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

const MATCH = guide("reference_policies_actions-resources-contextkeys.html");

/** Whether the actions of a statement and its resources fit each other. */
export const ACTION_RESOURCE_RULES: readonly Rule[] = [
  {
    id: "action-needs-star",
    severity: "warning",
    needs: "named-resource",
    explains: `An action that knows no resource is allowed and denied by "*" only; beside an ARN it has no effect.`,
    see: MATCH,
    on: ["identity", "session", "service-control"],
    statement(statement, subject, tell) {
      const needing = exactActions(statement, subject).filter(({ action }) => action.resources.length === 0);
      if (needing.length === 0 || textsOf(statement.resource).some((text) => /(^|:)\*$/.test(text))) return;
      for (const { value, action } of needing) tell(value, `${action.id} knows no resource: it needs "Resource": "*".`);
    },
  },
  {
    id: "action-resource-mismatch",
    severity: "warning",
    needs: "named-resource",
    explains:
      "An action has effect on resources of its own types only; with none of them in the statement it has none.",
    see: MATCH,
    on: ["identity", "session", "service-control", "resource"],
    statement(statement, subject, tell) {
      const exact = exactActions(statement, subject);
      if (exact.length === 0) return;
      const resources = subject.resourcesOf(statement);
      const isThere = remembering((type) => resources.some(({ fits }) => fits(type)));
      for (const { value, action } of exact) {
        if (action.resources.length === 0 || action.resources.some(({ type }) => isThere(type))) continue;
        const names = action.resources.map(({ type }) => type.arn).slice(0, 3);
        tell(value, `${action.id} is about ${names.join(" or ")}, and no resource of this statement is one.`);
      }
    },
  },
];

/** The actions that a statement names one by one; patterns may well cover what does not fit. */
function exactActions(statement: StatementTree, subject: Subject): readonly Exact[] {
  return subject.onceFor(statement, "exact actions", () => findExact(statement, subject));
}

type Exact = { value: StringNode; action: Action };

function findExact(statement: StatementTree, subject: Subject): Exact[] {
  const { action, resource } = statement;
  if (action?.element !== "Action" || resource?.element !== "Resource" || resource.values.length === 0) return [];
  if (resource.values.some(({ value }) => value === "*")) return [];
  const exact: Exact[] = [];
  subject.named(statement).facts.forEach(({ matches, matching: [known] }, index) => {
    const value = action.values[index];
    if (matches === undefined && known !== undefined && value !== undefined) exact.push({ value, action: known });
  });
  return exact;
}

/** Many actions share their resource types: each type is asked for once. */
function remembering(answer: (type: ResourceType) => boolean): (type: ResourceType) => boolean {
  const answers = new Map<ResourceType, boolean>();
  return (type) => {
    const known = answers.get(type);
    if (known !== undefined) return known;
    const value = answer(type);
    answers.set(type, value);
    return value;
  };
}

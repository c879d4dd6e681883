import { withoutResource } from "../catalogue/action-facts.ts";
import type { ResourceType } from "../catalogue/service.ts";
import { guide, type Rule } from "./rule.ts";
import { textsOf } from "./statement-facts.ts";

const MATCH = guide("reference_policies_actions-resources-contextkeys.html");

/** Whether the actions of a statement and its resources fit each other. */
export const ACTION_RESOURCE_RULES: readonly Rule[] = [
  {
    id: "action-needs-star",
    severity: "warning",
    needs: "resources-only",
    explains: `An action that knows no resource is allowed and denied by "*" only; beside an ARN it has no effect.`,
    see: MATCH,
    on: ["identity", "session", "service-control"],
    statement(statement, subject, tell) {
      const { facts, needsStar } = subject.named(statement);
      if (!needsStar || textsOf(statement.resource).some((text) => /(^|:)\*$/.test(text))) return;
      for (const [index, one] of facts.entries()) {
        const value = statement.action?.values[index];
        if (!one.needsStar || value === undefined) continue;
        const { exact, matching } = one;
        const patternSays = `${withoutResource(matching)} of the ${matching.length} actions of ${value.value} know no resource`;
        tell(
          value,
          `${exact === undefined ? patternSays : `${exact.id} knows no resource`}: "Resource": "*" is needed.`,
        );
      }
    },
  },
  {
    id: "action-resource-mismatch",
    severity: "warning",
    needs: "resources-only",
    explains:
      "An action has effect on resources of its own types only; with none of them in the statement it has none.",
    see: MATCH,
    on: ["identity", "session", "service-control", "resource"],
    statement(statement, subject, tell) {
      const resources = subject.resourcesOf(statement);
      const isThere = remembering((type) => resources.some(({ fits }) => fits(type)));
      let last: ResourceType | undefined;
      subject.named(statement).facts.forEach(({ types, exact }, index) => {
        const value = statement.action?.values[index];
        const [type] = types;
        // Mostly an action has the type of the one before it.
        if (type === undefined || type === last || value === undefined || exact === undefined) return;
        if (types.some(isThere)) {
          if (isThere(type)) last = type;
          return;
        }
        const names = types.map(({ arn }) => arn).slice(0, 3);
        tell(value, `${exact.id} is about ${names.join(" or ")}, and no resource of this statement is one.`);
      });
    },
  },
];

/** Many actions share their few resource types: each type is asked for once. */
function remembering(answer: (type: ResourceType) => boolean): (type: ResourceType) => boolean {
  const [there, missing]: [ResourceType[], ResourceType[]] = [[], []];
  return (type) => {
    if (there.includes(type)) return true;
    if (missing.includes(type)) return false;
    const value = answer(type);
    (value ? there : missing).push(type);
    return value;
  };
}

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
      const resources = subject.resourcesOf(statement).facts;
      let there: readonly ResourceType[] | undefined;
      for (const [index, { types, exact }] of subject.named(statement).facts.entries()) {
        // Mostly an action has the types of the one before it.
        if (types === there || types.length === 0) continue;
        if (resources.some(({ fits }) => fits(types))) {
          there = types;
          continue;
        }
        const value = statement.action?.values[index];
        if (value === undefined || exact === undefined) continue;
        const names = types.map(({ arn }) => arn).slice(0, 3);
        tell(value, `${exact.id} is about ${names.join(" or ")}, and no resource of this statement is one.`);
      }
    },
  },
];

import { coveredBy } from "./covering.ts";
import { removeItem, replaceText } from "./edits.ts";
import { RESOURCE_CHECKS, type ResourceCheck } from "./resource-checks.ts";
import { check, type Rule } from "./rule.ts";

/** What the texts of Resource and NotResource may be. */
export const RESOURCE_RULES: readonly Rule[] = [
  ...RESOURCE_CHECKS.map(toRule),
  {
    id: "redundant-resource",
    severity: "suggestion",
    needs: "resources",
    explains: "A resource that another pattern of the same list covers is not needed.",
    see: check("access-analyzer-reference-policy-checks-suggestion-redundant-resource"),
    statement(statement, subject, tell) {
      const { values } = statement.resource ?? { values: [] };
      const covers = coveredBy(subject.resourcesOf(statement));
      for (const [index, by] of covers.entries()) {
        const [value, cover] = [values[index], values[by ?? -1]];
        if (value !== undefined && cover !== undefined)
          tell(value, `${value.value} is covered by ${cover.value}.`, removeItem(values, value));
      }
    },
  },
  {
    id: "foreign-resource",
    severity: "error",
    needs: "named-resource",
    explains: "The policy of a resource can name that resource and what is in it, and nothing of another service.",
    see: check("access-analyzer-reference-policy-checks-error-unsupported-resource-arn-in-policy"),
    on: ["resource"],
    statement(statement, subject, tell) {
      const { service: own } = subject.traits;
      const { values } = statement.resource ?? { values: [] };
      if (own === undefined) return;
      for (const [index, { segments }] of subject.resourcesOf(statement).facts.entries()) {
        const [, , service] = segments;
        const value = values[index];
        if (service === undefined || value === undefined || /[*?$]/.test(service) || service.startsWith(own)) continue;
        tell(value, `This is a resource of ${service}, in a policy of ${own}.`);
      }
    },
  },
];

/** A rule that tells of every text in which a check finds something. */
function toRule({ id, severity = "error", explains, see, look }: ResourceCheck): Rule {
  return {
    id,
    severity,
    needs: "odd-resource",
    explains,
    see,
    statement(statement, subject, tell) {
      // The policy of an API may leave out the beginning of an ARN: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-policy-language-overview.html
      if (id === "resource-format" && subject.traits.service === "execute-api") return;
      for (const [index, { segments }] of subject.resourcesOf(statement).facts.entries()) {
        const value = statement.resource?.values[index];
        const wrong = value && look(value.value, segments);
        if (value !== undefined && wrong !== undefined)
          tell(value, wrong.message, wrong.fixed === undefined ? undefined : replaceText(value, wrong.fixed));
      }
    },
  };
}

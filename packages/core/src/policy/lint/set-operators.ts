import { isMultiValued } from "./condition-facts.ts";
import { renameOperator, renameOperatorOfOne } from "./edits.ts";
import { check, guide, type Rule } from "./rule.ts";

const MULTI = guide("reference_policies_condition-single-vs-multi-valued-context-keys.html");

/** Where ForAllValues and ForAnyValue belong. */
export const SET_OPERATOR_RULES: readonly Rule[] = [
  {
    id: "set-operator-missing",
    severity: "warning",
    explains:
      "A request may carry several values of this key; ForAllValues or ForAnyValue says which of them must match.",
    see: MULTI,
    statement(statement, subject, tell) {
      const keys = subject.keysOf(statement);
      for (const [index, condition] of statement.conditions.entries()) {
        const known = keys[index];
        if (known === undefined || condition.test === undefined || condition.test.name === "Null") continue;
        if (isMultiValued(known) && condition.test.set === undefined)
          tell(condition.operator, `${known.key} may have several values: use ForAnyValue: or ForAllValues:.`);
      }
    },
  },
  {
    id: "set-operator-single",
    severity: "warning",
    needs: "set-condition",
    explains: "This key has one value; ForAllValues on it also holds where the key is absent, which makes it too wide.",
    see: check("access-analyzer-reference-policy-checks-security-warning-forallvalues-with-single-valued-key"),
    statement(statement, subject, tell) {
      const keys = subject.keysOf(statement);
      for (const [index, condition] of statement.conditions.entries()) {
        const known = keys[index];
        if (known === undefined || isMultiValued(known) || condition.test?.set !== "ForAllValues") continue;
        const { operator, test } = condition;
        const plain = operator.value.slice(operator.value.indexOf(":") + 1);
        // Who lacks the key would not be denied any more.
        const narrows = statement.effect === "Deny" && !test.ifExists && !test.name.includes("Not");
        const fixed = narrows ? undefined : renameOperatorOfOne(statement, operator, plain);
        tell(operator, `${known.key} has one value: leave ForAllValues: out.`, fixed);
      }
    },
  },
  {
    id: "null-with-qualifier",
    severity: "warning",
    needs: "set-condition",
    explains: "Null with ForAllValues always holds and with ForAnyValue never, whether the key is there or not.",
    see: check("access-analyzer-reference-policy-checks-suggestion-null-with-qualifier"),
    statement(statement, _subject, tell) {
      for (const { operator, test } of statement.conditions) {
        if (test?.name !== "Null" || test.set === undefined) continue;
        const holds = test.set === "ForAllValues" ? "always" : "never";
        // Not all would be denied any more.
        const narrows = statement.effect === "Deny" && holds === "always";
        const fixed = narrows ? undefined : renameOperator(statement, operator, "Null");
        tell(operator, `This ${holds} holds: use Null without ${test.set}.`, fixed);
      }
    },
  },
];

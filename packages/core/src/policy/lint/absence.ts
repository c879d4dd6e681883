import type { ConditionTree, StatementTree } from "../grammar/tree.ts";
import { renameOperatorOfOne } from "./edits.ts";
import { check, guide, type Rule } from "./rule.ts";
import { conditionsOn, MFA_KEY } from "./statement-facts.ts";

/** Conditions that hold, or fail, where their key is absent. */
export const ABSENCE_RULES: readonly Rule[] = [
  {
    id: "mfa-deny-without-if-exists",
    severity: "warning",
    needs: "mfa",
    explains: "With long-term access keys aws:MultiFactorAuthPresent is absent, so a Deny by Bool does not hit them.",
    see: guide("reference_policies_condition-keys.html#condition-keys-multifactorauthpresent"),
    statement(statement, _subject, tell) {
      if (statement.effect !== "Deny") return;
      for (const { operator, test, values } of conditionsOn(statement, MFA_KEY))
        if (
          test?.name === "Bool" &&
          !test.ifExists &&
          test.set === undefined &&
          has(values, "false") &&
          !demands(statement, MFA_KEY)
        )
          tell(
            operator,
            "Access keys carry no MFA key at all: use BoolIfExists.",
            renameOperatorOfOne(statement, operator, "BoolIfExists"),
          );
    },
  },
  {
    id: "mfa-allow-if-exists",
    severity: "warning",
    needs: "mfa",
    explains:
      "With long-term access keys aws:MultiFactorAuthPresent is absent, so an Allow by BoolIfExists lets them in.",
    see: guide("reference_policies_condition-keys.html#condition-keys-multifactorauthpresent"),
    statement(statement, _subject, tell) {
      if (statement.effect !== "Allow") return;
      for (const { operator, test, values } of conditionsOn(statement, MFA_KEY))
        if (test?.name === "Bool" && test.ifExists && has(values, "true"))
          tell(
            operator,
            "This also allows callers without MFA, whose requests carry no such key: use Bool.",
            renameOperatorOfOne(statement, operator, "Bool"),
          );
    },
  },
  {
    id: "mfa-null",
    severity: "warning",
    needs: "mfa",
    explains:
      "aws:MultiFactorAuthPresent is there with all temporary credentials; its value says whether MFA was used.",
    see: guide("reference_policies_condition-keys.html#condition-keys-multifactorauthpresent"),
    statement(statement, _subject, tell) {
      const conditions = conditionsOn(statement, MFA_KEY);
      if (conditions.some(({ test }) => test?.name !== "Null")) return;
      const [wanted, instead] = statement.effect === "Deny" ? ["true", "BoolIfExists false"] : ["false", "Bool true"];
      for (const { operator, values } of conditions)
        if (values.some(({ value }) => String(value).toLowerCase() === wanted))
          tell(operator, `This does not ask whether MFA was used: compare by ${instead}.`);
    },
  },
  {
    id: "for-all-values-allow",
    severity: "warning",
    needs: "set-condition",
    explains:
      "ForAllValues holds where the key is absent: an Allow with it alone also covers requests without the key.",
    see: guide("reference_policies_condition-single-vs-multi-valued-context-keys.html"),
    statement(statement, _subject, tell) {
      if (statement.effect !== "Allow" || demandsTags(statement)) return;
      const there = demandedKeys(statement);
      for (const { operator, key, lower, test } of statement.conditions) {
        if (test?.set === "ForAllValues" && !there.has(lower))
          tell(operator, `Requests without ${key.value} pass; demand it by {"Null": {"${key.value}": "false"}}.`);
      }
    },
  },
  {
    id: "paired-keys",
    severity: "warning",
    explains:
      "A resource's ARN may hold no account, as a bucket's does; then only aws:SourceAccount tells whose it is.",
    see: check("access-analyzer-reference-policy-checks-security-warning-missing-paired-condition-keys"),
    on: ["resource", "trust"],
    statement(statement, _subject, tell) {
      if (statement.effect !== "Allow" || conditionsOn(statement, "aws:sourceaccount", "aws:sourceorgid").length > 0)
        return;
      for (const { key, values } of conditionsOn(statement, "aws:sourcearn"))
        if (values.length > 0 && values.every(({ value }) => /^arn:[^:]*:[^:]*:[^:]*:\*?:/.test(String(value))))
          tell(key, "These ARNs name no account: add aws:SourceAccount.");
    },
  },
];

/** Whether one of the values is true, or false; AWS reads either without regard to case. */
const has = (values: ConditionTree["values"], wanted: "true" | "false"): boolean =>
  values.some(({ value }) => String(value).toLowerCase() === wanted);

/** Whether a condition holds only where its key is there. */
const isDemand = ({ test, values }: ConditionTree): boolean => test?.name === "Null" && !has(values, "true");

/** Whether a statement applies only where a key is there. */
const demands = (statement: StatementTree, key: string): boolean => conditionsOn(statement, key).some(isDemand);

/** The keys, in lower case, without which a statement does not apply. */
function demandedKeys({ conditions }: StatementTree): ReadonlySet<string> {
  const demanding = conditions.filter((one) => isDemand(one) || one.test?.set === "ForAnyValue");
  return new Set(demanding.map(({ lower }) => lower));
}

/** Tags that are demanded one by one make a list of their keys harmless. */
function demandsTags(statement: StatementTree): boolean {
  return conditionsOn(statement, "aws:requesttag/").some(({ test }) => test?.ifExists === false);
}

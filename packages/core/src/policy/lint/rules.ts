import { ABSENCE_RULES } from "./absence.ts";
import { ACTION_RESOURCE_RULES } from "./action-resource.ts";
import { ACTION_RULES } from "./actions.ts";
import { CONDITION_KEY_RULES } from "./condition-keys.ts";
import { CONDITION_VALUE_RULES } from "./condition-values.ts";
import { CONSEQUENCE_RULES } from "./consequence.ts";
import { ELEMENT_RULES } from "./elements.ts";
import { ESCALATION_RULES } from "./escalation.ts";
import { GRAMMAR_RULES } from "./grammar.ts";
import { LANGUAGE_RULES } from "./language.ts";
import { LOCK_OUT_RULES } from "./lock-outs.ts";
import { PRINCIPAL_RULES } from "./principals.ts";
import { QUOTA_RULES } from "./quota.ts";
import { REDUNDANCY_RULES } from "./redundancy.ts";
import { RESOURCE_RULES } from "./resources.ts";
import type { Need } from "./needs.ts";
import type { Rule } from "./rule.ts";
import { SET_OPERATOR_RULES } from "./set-operators.ts";
import { TRUST_RULES } from "./trust.ts";
import { VARIABLE_RULES } from "./variables.ts";

/** Rules whose checks of statements are skipped where there is nothing for them to look at. */
const needing = (needs: Need, rules: readonly Rule[]): Rule[] => rules.map((rule) => ({ needs, ...rule }));

/** Every rule of lint. */
export const RULES: readonly Rule[] = [
  ...GRAMMAR_RULES,
  ...LANGUAGE_RULES,
  ...ELEMENT_RULES,
  ...ACTION_RULES,
  ...RESOURCE_RULES,
  ...ACTION_RESOURCE_RULES,
  ...needing("conditions", CONDITION_KEY_RULES),
  ...needing("conditions", SET_OPERATOR_RULES),
  ...needing("conditions", CONDITION_VALUE_RULES),
  ...needing("conditions", ABSENCE_RULES),
  ...needing("variables", VARIABLE_RULES),
  ...CONSEQUENCE_RULES,
  ...ESCALATION_RULES,
  ...needing("principal", TRUST_RULES),
  ...needing("principal", PRINCIPAL_RULES),
  ...LOCK_OUT_RULES,
  ...REDUNDANCY_RULES,
  ...QUOTA_RULES,
];

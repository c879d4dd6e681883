import { STATEMENT_RULES } from "./conditions.ts";
import { LAYER_RULES } from "./layers.ts";
import { OPERATOR_RULES } from "./operators.ts";
import { PRINCIPAL_RULES } from "./principals.ts";
import type { Rule } from "./rule.ts";
import { SERVICE_RULES } from "./services.ts";

/** Every rule of the engine that can be switched off by itself. */
export const RULES: readonly Rule[] = [
  ...OPERATOR_RULES,
  ...STATEMENT_RULES,
  ...PRINCIPAL_RULES,
  ...LAYER_RULES,
  ...SERVICE_RULES,
];

import type { Catalogue } from "../catalogue/catalogue.ts";
import { expandActions } from "../catalogue/expand.ts";
import type { ConditionKey } from "../catalogue/service.ts";

const ACTIONS_LOOKED_AT = 400;

/** Answers the condition keys that some of these actions know, those of the services first and then AWS's global ones, each once. */
export function keysNear(catalogue: Catalogue, patterns: readonly string[]): ConditionKey[] {
  const actions = expandActions(catalogue, { element: "Action", patterns });
  const own = actions
    .slice(0, ACTIONS_LOOKED_AT)
    .flatMap(({ conditionKeys, resources }) => [...conditionKeys, ...resources.flatMap((one) => one.conditionKeys)]);
  const unique = new Map([...own, ...catalogue.globalKeys].map((key) => [key.key, key]));
  const isGlobal = ({ key }: ConditionKey): boolean => key.startsWith("aws:");
  const keys = [...unique.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
  return [...keys.filter((key) => !isGlobal(key)), ...keys.filter(isGlobal)];
}

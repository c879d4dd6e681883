import type { Hanging } from "./decision.ts";
import { type Doubt, reasonOf } from "./gather.ts";
import type { Question } from "./request.ts";
import { unknownVariables } from "./variables.ts";

/** The conditions of one statement of which nobody knows whether they hold, and its resource where that has unknown variables. */
export function hangingOn(doubt: Doubt, question: Question): Hanging[] {
  const { line: _line, column: _column, ...place } = reasonOf(doubt);
  const { conditions, openResource, coversResource } = doubt.statement;
  const hanging = conditions
    .filter((condition) => condition.holds(question) === "unknown")
    .map(({ operator, key, values }) => ({ ...place, operator, key, values }));
  if (openResource === undefined || coversResource(question) !== "unknown") return hanging;
  const { element, texts } = openResource;
  const keys = new Set(texts.flatMap((text) => unknownVariables(text, question)));
  return [...[...keys].map((key) => ({ ...place, operator: element, key, values: texts })), ...hanging];
}

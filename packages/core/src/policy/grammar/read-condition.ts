import { type JsonNode, KIND_NAMES, type Member } from "../json/node.ts";
import { shown } from "../json/shown.ts";
import { readOperatorName } from "./operator-name.ts";
import { type Reading, tell, wrongType } from "./reading.ts";
import type { ConditionTree, ScalarNode } from "./tree.ts";

/**
 * Reads a Condition element: operators, their keys, and one value or a list of values for each key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function readConditions(reading: Reading, element: JsonNode): ConditionTree[] {
  if (element.kind !== "object") {
    wrongType(reading, element, "An object of condition operators");
    return [];
  }
  return element.members.flatMap((member) => readOperator(reading, member));
}

function readOperator(reading: Reading, { key: operator, value }: Member): ConditionTree[] {
  const test = readOperatorName(operator.value);
  if (test === undefined) tell(reading, operator, { id: "unknown-operator", message: unknownOperator(operator.value) });
  if (value.kind !== "object") {
    wrongType(reading, value, "An object of condition keys");
    return [];
  }
  return value.members.map((member) => ({
    operator,
    test,
    key: member.key,
    lower: member.key.value.toLowerCase(),
    values: readValues(reading, member.value),
    list: member.value.kind === "list",
    start: member.key.start,
    end: member.value.end,
  }));
}

function unknownOperator(written: string): string {
  const because = /^null.*ifexists$/i.test(written) ? " Null asks for presence itself, so it takes no IfExists." : "";
  return `${shown(written)} is no condition operator.${because}`;
}

function readValues(reading: Reading, node: JsonNode): ScalarNode[] {
  const items = node.kind === "list" ? node.items : [node];
  return items.flatMap((item) => {
    if (item.kind === "string" || item.kind === "number" || item.kind === "boolean") return [item];
    const message = `A text, a number, true or false is expected here, not ${KIND_NAMES[item.kind]}.`;
    tell(reading, item, { id: "wrong-type", message });
    return [];
  });
}

import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Condition, Row, Value } from "./table.ts";

export type Item = Record<string, AttributeValue>;

/** Writes a row as DynamoDB's attribute values; bytes are its type B. */
export function toItem(row: Row): Item {
  return marshall(row, { removeUndefinedValues: true });
}

/** Reads DynamoDB's attribute values as a row; the incumbent's sets become lists, and its decimals numbers. */
export function fromItem(item: Item): Row {
  return plain(unmarshall(item, { wrapNumbers: Number })) as Row;
}

function plain(value: unknown): Value {
  if (typeof value !== "object" || value === null) return value as Value;
  if (value instanceof Uint8Array) return value;
  if (value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Writes a condition as DynamoDB's expression; none for an empty one, which is not allowed there. */
export function toCondition(condition: Condition | undefined) {
  const entries = Object.entries(condition ?? {});
  if (entries.length === 0) return {};
  const values = entries.flatMap(([, value], at) => (value === null ? [] : [[`:c${at}`, value] as const]));
  return {
    ConditionExpression: entries
      .map(([, value], at) => (value === null ? `attribute_not_exists(#c${at})` : `#c${at} = :c${at}`))
      .join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name], at) => [`#c${at}`, name])),
    ...(values.length === 0 ? {} : { ExpressionAttributeValues: marshall(Object.fromEntries(values)) }),
  };
}

import type { QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Query } from "./table.ts";
import { indexOf, type TableDefinition } from "./tables.ts";

/** Writes a query as DynamoDB's input; the index of a table cannot be read consistently, the table itself is. */
export function toQueryInput(definition: TableDefinition, query: Query): Omit<QueryCommandInput, "TableName"> {
  const index = query.index === undefined ? undefined : indexOf(definition, query.index);
  const { hash, range } = index ?? definition;
  const after = query.after !== undefined && range !== undefined ? { after: query.after, range } : undefined;
  return {
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index.name }),
    KeyConditionExpression: after === undefined ? "#h = :h" : `#h = :h AND #r ${query.descending ? "<" : ">"} :r`,
    ExpressionAttributeNames: { "#h": hash, ...(after === undefined ? {} : { "#r": after.range }) },
    ExpressionAttributeValues: marshall({ ":h": query.hash, ...(after === undefined ? {} : { ":r": after.after }) }),
    ScanIndexForward: !query.descending,
    ...(query.limit === undefined ? {} : { Limit: query.limit }),
  };
}

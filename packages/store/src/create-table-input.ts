import type {
  AttributeDefinition,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
} from "@aws-sdk/client-dynamodb";
import type { IndexDefinition, TableDefinition } from "./tables.ts";

/** What CreateTable is asked for a declared table: paid by the request, with all its indexes. */
export function createInput(table: TableDefinition, name: string): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: keySchema(table),
    AttributeDefinitions: attributesOf(table),
    ...(table.indexes.length === 0 ? {} : { GlobalSecondaryIndexes: table.indexes.map(indexInput) }),
  };
}

/** An index as DynamoDB is asked for it. */
export function indexInput(index: IndexDefinition): GlobalSecondaryIndex {
  return {
    IndexName: index.name,
    KeySchema: keySchema(index),
    Projection:
      index.projection === "all"
        ? { ProjectionType: "ALL" }
        : { ProjectionType: "INCLUDE", NonKeyAttributes: [...index.projection] },
  };
}

/** The key attributes of a table and its indexes: every key of ours is a text. */
export function attributesOf(table: TableDefinition): AttributeDefinition[] {
  const keys = [table, ...table.indexes].flatMap(({ hash, range }) => (range === undefined ? [hash] : [hash, range]));
  return [...new Set(keys)].map((name) => ({ AttributeName: name, AttributeType: "S" }));
}

function keySchema({ hash, range }: { hash: string; range?: string }): KeySchemaElement[] {
  const rangeKey: KeySchemaElement[] = range === undefined ? [] : [{ AttributeName: range, KeyType: "RANGE" }];
  return [{ AttributeName: hash, KeyType: "HASH" }, ...rangeKey];
}

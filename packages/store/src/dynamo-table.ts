import { textAt } from "./row-values.ts";
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type ScanCommandInput,
} from "@aws-sdk/client-dynamodb";
import { Failure } from "@gatehouse/core/failure";
import pLimit from "p-limit";
import { conflictOf, toFailure } from "./dynamo-errors.ts";
import { toQueryInput } from "./dynamo-query.ts";
import { fromItem, type Item, toCondition, toItem } from "./dynamo-row.ts";
import type { Key, Row, Table, Write, Written } from "./table.ts";
import { definitionOf, type TableDefinition, type TableNames, TABLES } from "./tables.ts";

/** Over all calls: more would wait for a socket longer than a connection may take. */
export const WRITES_AT_ONCE = 64;
const READS_AT_ONCE = 16;
/** DynamoDB's limit for one BatchGetItem. */
const KEYS_A_READ = 100;
const READ_TRIES = 8;

export type DynamoTableOptions = {
  client: DynamoDBClient;
  names?: TableNames;
  tables?: readonly TableDefinition[];
};

/** Keeps rows in DynamoDB by single conditional writes, since a transaction costs twice and is bounded to 100 rows. */
export function createDynamoTable({ client, names = {}, tables = TABLES }: DynamoTableOptions): Table {
  const writing = pLimit(WRITES_AT_ONCE);
  const reading = pLimit(READS_AT_ONCE);
  const nameOf = (table: string): string => names[table] ?? table;

  const get = async (table: string, key: Key): Promise<Row | undefined> => {
    const [row] = await getMany(table, [key]);
    return row;
  };

  /** Reads up to 100 rows; what DynamoDB leaves over, e.g. when it throttles, is asked for again after a pause. */
  const readBatch = async (table: string, keys: readonly Key[]): Promise<Item[]> => {
    const name = nameOf(table);
    const items: Item[] = [];
    let left: Item[] = keys.map(toItem);
    for (let tried = 0; left.length > 0; tried += 1) {
      if (tried === READ_TRIES)
        throw new Failure("unavailable", `DynamoDB throttles reads of ${name}. Raise its capacity.`);
      if (tried > 0) await Bun.sleep(50 * 2 ** tried);
      const answer = await client.send(
        new BatchGetItemCommand({ RequestItems: { [name]: { Keys: left, ConsistentRead: true } } }),
      );
      items.push(...(answer.Responses?.[name] ?? []));
      left = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    }
    return items;
  };

  const getMany = async (table: string, keys: readonly Key[]): Promise<(Row | undefined)[]> => {
    const attributes = keyAttributes(definitionOf(tables, table));
    const placeOf = (row: Row | Key): string => JSON.stringify(attributes.map((attribute) => row[attribute]));
    const distinct = [...new Map(keys.map((key) => [placeOf(key), key])).values()];
    const batches = Array.from({ length: Math.ceil(distinct.length / KEYS_A_READ) }, (_, at) =>
      distinct.slice(at * KEYS_A_READ, (at + 1) * KEYS_A_READ),
    );
    const items = await told(
      table,
      reading.map(batches, (batch) => readBatch(table, batch)),
    );
    const rows = new Map(
      items
        .flat()
        .map(fromItem)
        .map((row) => [placeOf(row), row]),
    );
    return keys.map((key) => rows.get(placeOf(key)));
  };

  const writeOne = async (table: string, write: Write): Promise<Written> => {
    const input = { TableName: nameOf(table), ...toCondition(write.if) };
    try {
      await ("put" in write
        ? client.send(new PutItemCommand({ ...input, Item: toItem(write.put) }))
        : client.send(new DeleteItemCommand({ ...input, Key: toItem(write.delete) })));
      return "written";
    } catch (error) {
      const conflict = conflictOf(error);
      if (conflict === undefined) throw error;
      return conflict.retried && (await wasDone(table, write)) ? "written" : "conflict";
    }
  };

  /** A write whose answer was lost is sent again by the SDK and then meets itself: the row tells. */
  const wasDone = async (table: string, write: Write): Promise<boolean> => {
    const { hash, range } = definitionOf(tables, table);
    const row = "put" in write ? write.put : write.delete;
    const key = Object.fromEntries(
      [hash, ...(range === undefined ? [] : [range])].map((name) => [name, textAt(row, name)]),
    );
    return Bun.deepEquals(await get(table, key), "put" in write ? write.put : undefined);
  };

  async function* pages(
    table: string,
    read: (after: Item | undefined) => Promise<{ Items?: Item[] | undefined; LastEvaluatedKey?: Item | undefined }>,
  ): AsyncIterable<Row[]> {
    // The next page is on its way while the reader works on this one.
    let next = told(table, read(undefined));
    for (;;) {
      const page = await next;
      const after = page.LastEvaluatedKey;
      if (after !== undefined) {
        next = told(table, read(after));
        next.catch(() => {});
      }
      if (page.Items !== undefined && page.Items.length > 0) yield page.Items.map(fromItem);
      if (after === undefined) return;
    }
  }

  const scanned = (table: string, more: Partial<ScanCommandInput> = {}): AsyncIterable<Row[]> => {
    const input = { TableName: nameOf(table), ConsistentRead: true, ...more };
    return pages(table, (after) =>
      client.send(new ScanCommand({ ...input, ...(after === undefined ? {} : { ExclusiveStartKey: after }) })),
    );
  };

  return {
    get,
    getMany,
    write: (table, writes) =>
      told(
        table,
        writing.map(writes, (write) => writeOne(table, write)),
      ),
    async *query(table, query) {
      const input = { TableName: nameOf(table), ...toQueryInput(definitionOf(tables, table), query) };
      let left = query.limit ?? Number.POSITIVE_INFINITY;
      const read = (after: Item | undefined) =>
        client.send(new QueryCommand({ ...input, ...(after === undefined ? {} : { ExclusiveStartKey: after }) }));
      for await (const page of pages(table, read)) {
        yield page.slice(0, left);
        left -= page.length;
        if (left <= 0) return;
      }
    },
    scan: (table) => scanned(table),
    async *keys(table) {
      const attributes = keyAttributes(definitionOf(tables, table));
      const projection = {
        ProjectionExpression: attributes.map((_, at) => `#k${at}`).join(", "),
        ExpressionAttributeNames: Object.fromEntries(attributes.map((name, at) => [`#k${at}`, name])),
      };
      for await (const page of scanned(table, projection)) {
        yield page.map((row) => Object.fromEntries(attributes.map((name) => [name, textAt(row, name)])));
      }
    },
    async close() {
      client.destroy();
    },
  };

  async function told<T>(table: string, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw toFailure(error, nameOf(table));
    }
  }
}

function keyAttributes({ hash, range }: TableDefinition): string[] {
  return range === undefined ? [hash] : [hash, range];
}

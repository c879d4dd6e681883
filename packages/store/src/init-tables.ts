import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { Failure } from "@gatehouse/core/failure";
import { attributesOf, createInput, indexInput } from "./create-table-input.ts";
import { type IndexDefinition, type TableDefinition, type TableNames, TABLES } from "./tables.ts";

export type InitTablesOptions = {
  client: DynamoDBClient;
  names?: TableNames;
  tables?: readonly TableDefinition[];
  /** Says what would be done and does nothing. */
  dryRun?: boolean;
  /** Told of every step, in words. */
  say: (line: string) => void;
  /** How long to wait between looks at a table that is being made. */
  pauseMs?: number;
};

type Context = Required<Omit<InitTablesOptions, "tables" | "names">> & { name: string };

const LOOKS = 3600;
const LOOKS_FOR_INDEX = 60;

/** Creates the declared tables and what is missing of their indexes, and waits until all of it is active; safe to run again. */
export async function initTables({
  tables = TABLES,
  names = {},
  dryRun = false,
  pauseMs = 1000,
  ...rest
}: InitTablesOptions): Promise<void> {
  for (const table of tables) {
    await initTable(table, { ...rest, dryRun, pauseMs, name: names[table.name] ?? table.name });
  }
}

async function initTable(table: TableDefinition, context: Context): Promise<void> {
  const { client, name, dryRun, say } = context;
  const present = await describe(context);
  if (present === undefined) {
    say(`${name}: ${dryRun ? "would be created" : "is being created"}`);
    if (dryRun) return;
    await client.send(new CreateTableCommand(createInput(table, name)));
  } else {
    checkKeys(table, present, name);
  }
  const missing = present === undefined ? [] : missingIndexes(table, present);
  if (present !== undefined && missing.length === 0) say(`${name}: is there`);
  if (!dryRun) await waitUntilActive(context);
  // DynamoDB makes one index of a table at a time.
  for (const index of missing) await addIndex({ table, index, present }, context);
  if (!dryRun) await expire(table, context);
}

async function addIndex(
  of: { table: TableDefinition; index: IndexDefinition; present: TableDescription | undefined },
  context: Context,
): Promise<void> {
  const { client, name, dryRun, say } = context;
  const { table, index, present } = of;
  say(`${name}: index ${index.name} ${dryRun ? "would be added" : "is being added"}`);
  if (dryRun) return;
  const read = present?.ProvisionedThroughput?.ReadCapacityUnits ?? 0;
  const write = present?.ProvisionedThroughput?.WriteCapacityUnits ?? 0;
  // The incumbent's tables have provisioned throughput, and so must an index of them.
  const throughput =
    read > 0 && write > 0 ? { ProvisionedThroughput: { ReadCapacityUnits: read, WriteCapacityUnits: write } } : {};
  await client.send(
    new UpdateTableCommand({
      TableName: name,
      AttributeDefinitions: attributesOf({ ...table, indexes: [index] }),
      GlobalSecondaryIndexUpdates: [{ Create: { ...indexInput(index), ...throughput } }],
    }),
  );
  await waitUntilActive(context, index.name);
}

/** Expiry is checked when a row is read, so a store that cannot delete by itself is only larger. */
async function expire({ ttl }: TableDefinition, { client, name, say }: Context): Promise<void> {
  if (ttl === undefined) return;
  try {
    await client.send(
      new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: { AttributeName: ttl, Enabled: true } }),
    );
  } catch (error) {
    const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    if (/already enabled/i.test(said)) return;
    say(
      `${name}: rows past their ${ttl} are not deleted by the store itself (${said.trim()}); they still count as absent`,
    );
  }
}

async function describe({ client, name }: Context): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function waitUntilActive(context: Context, added?: string): Promise<void> {
  const { name, pauseMs } = context;
  for (let looked = 0; looked < LOOKS; looked += 1) {
    const table = await describe(context);
    const indexes = table?.GlobalSecondaryIndexes ?? [];
    // An index that was just asked for may not be told of yet, so its absence is waited for too.
    const told = added === undefined || indexes.some(({ IndexName }) => IndexName === added);
    if (!told && looked === LOOKS_FOR_INDEX) {
      throw new Failure(
        "unavailable",
        `The store took the call that adds the index ${added} to ${name}, and has not begun. Add it by hand.`,
      );
    }
    if (told && table?.TableStatus === "ACTIVE" && indexes.every(({ IndexStatus }) => IndexStatus === "ACTIVE")) return;
    await Bun.sleep(pauseMs);
  }
  throw new Failure("unavailable", `${name} is still not active. Run this again later: it goes on from where it is.`);
}

function missingIndexes(table: TableDefinition, present: TableDescription): IndexDefinition[] {
  const names = new Set(present.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  return table.indexes.filter(({ name }) => !names.has(name));
}

function checkKeys(table: TableDefinition, present: TableDescription, name: string): void {
  const keys = (present.KeySchema ?? []).map(({ AttributeName }) => AttributeName).join(", ");
  const declared = [table.hash, ...(table.range === undefined ? [] : [table.range])].join(", ");
  if (keys === declared) return;
  throw new Failure(
    "conflict",
    `${name} is there with the keys ${keys}, where ${declared} are needed. Give ours another name in storage.dynamodb.names.`,
  );
}

import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { IamRole } from "@gatehouse/core/role/role";
import { createDynamoClient, type DynamoOptions } from "@gatehouse/store/dynamo-client";
import { toItem } from "@gatehouse/store/dynamo-row";
import { createDynamoTable, WRITES_AT_ONCE } from "@gatehouse/store/dynamo-table";
import { initTables } from "@gatehouse/store/init-tables";
import { createMemoryCache } from "@gatehouse/store/memory-cache";
import { createFolderBlobs } from "@gatehouse/store/folder-blobs";
import { createStore } from "@gatehouse/store/store";
import { ROLES } from "@gatehouse/store/tables";
import { roleRow } from "@gatehouse/store/write-roles";
import { firstLine, startChild, stopChildren } from "../demo/children.ts";
import { tell } from "./figure.ts";
import { inFolder } from "./in-folder.ts";
import { accountIds, rolesOf } from "./large-estate.ts";

const ACCOUNTS = 32;
const ROLES_EACH = 200;
const ACCOUNTS_AT_A_TIME = 16;
/** However many accounts there are, the store has as many writes on their way. */
const IN_FLIGHT = WRITES_AT_ONCE;
/** So many that the store's own code is compiled in the last ones, as it is for most of a sync. */
const ROUNDS = 5;

/** Rows a second that the store writes into a DynamoDB API, against bare conditional puts of the same rows. */
export async function syncDynamo(): Promise<boolean> {
  return inFolder(async (folder) => {
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await withDynamo((options) => throughTheStore(options, folder)));
      bare.push(await withDynamo(barePuts));
    }
    const [best, bestBare] = [Math.max(...ours), Math.max(...bare)];
    return tell({
      bench: "sync-iam.dynamo",
      value: best,
      unit: "rows a second",
      against: "bare conditional PutItem at the same concurrency",
      ratio: best / bestBare,
      budget: 0.8,
      atLeast: true,
    });
  });
}

/** A fresh server for each measurement, so that neither inherits the other's rows. */
async function withDynamo(work: (options: DynamoOptions) => Promise<number>): Promise<number> {
  const server = startChild({ name: "DynamoDB stand-in", script: "scripts/bench/dynalite.ts" });
  try {
    const options: DynamoOptions = JSON.parse(await firstLine(server));
    await initTables({ client: createDynamoClient(options), say: () => {}, pauseMs: 20 });
    return await work(options);
  } finally {
    await stopChildren([server]);
  }
}

async function throughTheStore(options: DynamoOptions, folder: string): Promise<number> {
  const table = createDynamoTable({ client: createDynamoClient(options) });
  const cache = createMemoryCache({ now: Date.now });
  const store = createStore({ table, cache, blobs: createFolderBlobs(folder), now: Date.now });
  const finishedAt = new Date().toISOString();
  return rowsASecond(ACCOUNTS_AT_A_TIME, accounts(), async ([id, put]) => {
    await store.roles.apply(id, { put, stored: [], complete: { finishedAt } });
    return put.length;
  });
}

async function barePuts(options: DynamoOptions): Promise<number> {
  const client = createDynamoClient(options);
  const rows = accounts().flatMap(([accountId, roles]) =>
    roles.map((role) => roleRow(role, { accountId, now: Date.now(), ownerTags: [] })),
  );
  return rowsASecond(IN_FLIGHT, rows, async (row) => {
    await client.send(
      new PutItemCommand({ TableName: ROLES, Item: toItem(row), ConditionExpression: "attribute_not_exists(arn)" }),
    );
    return 1;
  });
}

function accounts(): [id: string, roles: IamRole[]][] {
  return accountIds(ACCOUNTS).map((id, at) => [id, rolesOf(id, at * ROLES_EACH, { roles: ROLES_EACH, every: 64 })]);
}

async function rowsASecond<T>(atATime: number, entries: T[], work: (entry: T) => Promise<number>): Promise<number> {
  const waiting = entries.values();
  const started = performance.now();
  const workers = Array.from({ length: atATime }, async () => {
    let rows = 0;
    for (const entry of waiting) rows += await work(entry).then((done) => done);
    return rows;
  });
  const rows = (await Promise.all(workers)).reduce((sum, done) => sum + done, 0);
  return rows / ((performance.now() - started) / 1000);
}

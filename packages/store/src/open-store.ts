import { join } from "node:path";
import type { Blobs } from "./blobs.ts";
import { createBullmqQueue, evictionWarning } from "./bullmq-queue.ts";
import type { Cache } from "./cache.ts";
import { createDynamoClient } from "./dynamo-client.ts";
import { createDynamoTable } from "./dynamo-table.ts";
import { createFolderBlobs } from "./folder-blobs.ts";
import { createLocalQueue } from "./local-queue.ts";
import { createMemoryCache } from "./memory-cache.ts";
import type { Job, Queue } from "./queue.ts";
import { createRedisCache } from "./redis-cache.ts";
import { createS3Blobs } from "./s3-blobs.ts";
import { createSqliteTable } from "./sqlite-table.ts";
import type { StorageConfig } from "./storage-config.ts";
import type { Table } from "./table.ts";

export type Ports = {
  table: Table;
  cache: Cache;
  blobs: Blobs;
  /** Whether other tools can read the cache, so that copies for them belong there. */
  copies: boolean;
  close(): Promise<void>;
};

/** What the caller brings itself, e.g. a Worker the cache of the main thread; the rest is opened by the config. */
export type OpenPortsOptions = Partial<Pick<Ports, "table" | "cache" | "blobs">> & { now?: () => number };

/** Opens what the config names: DynamoDB, Redis and S3 where it does, the embedded ones elsewhere. */
export function openPorts(storage: StorageConfig, { now = Date.now, ...brought }: OpenPortsOptions = {}): Ports {
  const table = brought.table ?? openTable(storage, now);
  const cache =
    brought.cache ?? (storage.redis === undefined ? createMemoryCache({ now }) : createRedisCache(storage.redis));
  const blobs = brought.blobs ?? openBlobs(storage);
  return {
    table,
    cache,
    blobs,
    copies: storage.redis !== undefined,
    async close() {
      await Promise.all([table.close(), cache.close()]);
    },
  };
}

function openTable({ data, region, dynamodb }: StorageConfig, now: () => number): Table {
  if (dynamodb === undefined) return createSqliteTable({ path: join(data, "gatehouse.sqlite"), now });
  const { endpoint, names = {} } = dynamodb;
  const client = createDynamoClient({ region, ...(endpoint === undefined ? {} : { endpoint }) });
  return createDynamoTable({ client, names });
}

function openBlobs({ data, region, s3 }: StorageConfig): Blobs {
  if (s3 === undefined) return createFolderBlobs(join(data, "snapshots"));
  const { bucket, prefix, endpoint } = s3;
  return createS3Blobs({
    region,
    bucket,
    ...(prefix === undefined ? {} : { prefix }),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}

export type OpenQueueOptions = {
  now?: () => number;
  /** How long a finished job's id stays known; absent: two of the longest intervals that a schedule may have. */
  knownForMs?: number;
  onFailed?: (job: Job, error: unknown) => void;
};

const TWO_DAYS_MS = 2 * 24 * 60 * 60 * 1000;

/** Opens the queue of jobs: BullMQ where the config names Redis, in process elsewhere. */
export function openQueue(storage: StorageConfig, options: OpenQueueOptions = {}): Queue {
  const { now = Date.now, knownForMs = TWO_DAYS_MS, onFailed } = options;
  const told = onFailed === undefined ? {} : { onFailed };
  if (storage.redis === undefined) return createLocalQueue({ now, knownForMs, ...told });
  return createBullmqQueue({ url: storage.redis.url, knownForMs, ...told });
}

/** Answers sentences about what the storage is not set up for; a start logs them and goes on. */
export async function storageWarnings({ redis }: StorageConfig): Promise<string[]> {
  const warning = redis === undefined ? undefined : await evictionWarning(redis);
  return warning === undefined ? [] : [warning];
}

import { join } from "node:path";
import type { Blobs } from "./blobs.ts";
import type { Cache } from "./cache.ts";
import { createFolderBlobs } from "./folder-blobs.ts";
import { createLocalQueue } from "./local-queue.ts";
import { createMemoryCache } from "./memory-cache.ts";
import type { Job, Queue } from "./queue.ts";
import { createSqliteTable } from "./sqlite-table.ts";
import type { StorageConfig } from "./storage-config.ts";
import type { Table } from "./table.ts";

export type Ports = {
  table: Table;
  cache: Cache;
  blobs: Blobs;
  close(): Promise<void>;
};

export type OpenPortsOptions = {
  now?: () => number;
  /** The cache of the main thread, where a Worker opens the embedded store. */
  cache?: Cache;
};

/** Opens what the config names: DynamoDB, Redis and S3 where it does, the embedded ones elsewhere. */
export function openPorts(storage: StorageConfig, { now = Date.now, cache: served }: OpenPortsOptions = {}): Ports {
  const table = createSqliteTable({ path: join(storage.data, "gatehouse.sqlite"), now });
  const cache = served ?? createMemoryCache({ now });
  const blobs = createFolderBlobs(join(storage.data, "snapshots"));
  return {
    table,
    cache,
    blobs,
    async close() {
      await Promise.all([table.close(), cache.close()]);
    },
  };
}

export type OpenQueueOptions = {
  now?: () => number;
  /** How long a finished job's id stays known: two intervals of the schedule. */
  knownForMs: number;
  onFailed?: (job: Job, error: unknown) => void;
};

/** Opens the queue of jobs: BullMQ where the config names Redis, in process elsewhere. */
export function openQueue(_storage: StorageConfig, { now = Date.now, ...options }: OpenQueueOptions): Queue {
  return createLocalQueue({ now, ...options });
}

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

/** What the caller brings itself, e.g. a Worker the cache of the main thread; the rest is opened by the config. */
export type OpenPortsOptions = Partial<Pick<Ports, "table" | "cache" | "blobs">> & { now?: () => number };

/** Opens what the config names: DynamoDB, Redis and S3 where it does, the embedded ones elsewhere. */
export function openPorts(storage: StorageConfig, { now = Date.now, ...brought }: OpenPortsOptions = {}): Ports {
  const table = brought.table ?? createSqliteTable({ path: join(storage.data, "gatehouse.sqlite"), now });
  const cache = brought.cache ?? createMemoryCache({ now });
  const blobs = brought.blobs ?? createFolderBlobs(join(storage.data, "snapshots"));
  return {
    table,
    cache,
    blobs,
    async close() {
      await Promise.all([table.close(), cache.close()]);
    },
  };
}

const TWO_DAYS_MS = 2 * 24 * 60 * 60 * 1000;

export type OpenQueueOptions = {
  now?: () => number;
  /** How long a finished job's id stays known; absent: two of the longest intervals that a schedule may have. */
  knownForMs?: number;
  onFailed?: (job: Job, error: unknown) => void;
};

/** Opens the queue of jobs: BullMQ where the config names Redis, in process elsewhere. */
export function openQueue(_storage: StorageConfig, options: OpenQueueOptions = {}): Queue {
  return createLocalQueue({ now: Date.now, knownForMs: TWO_DAYS_MS, ...options });
}

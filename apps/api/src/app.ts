import { type Aws, createAws } from "@gatehouse/aws/aws";
import type { Cache } from "@gatehouse/store/cache";
import { openPorts, openQueue } from "@gatehouse/store/open-store";
import type { Queue } from "@gatehouse/store/queue";
import { createStore, type Store } from "@gatehouse/store/store";
import type { Config } from "./config/config.ts";
import { createEstate, type Estate } from "./estate/estate.ts";
import { createLog, type Logger } from "./log.ts";
import { newId } from "./new-id.ts";
import { createSettings, type CurrentSettings } from "./settings/current-settings.ts";

/** All adapters in one value; every use-case takes it first. */
export type App = {
  config: Config;
  aws: Aws;
  store: Store;
  cache: Cache;
  queue: Queue;
  /** The read model: the whole estate in memory, filled from the store and kept fresh by change messages. */
  estate: Estate;
  /** The settings in force, refreshed every few seconds. */
  settings: CurrentSettings;
  now(): number;
  newId(prefix: string): string;
  log: Logger;
  /** Stops timers and subscriptions, waits for the running job, then closes the adapters. */
  close(): Promise<void>;
};

/** What a test, or the jobs' thread, brings in place of what the config would open. */
export type Adapters = Partial<Pick<App, "aws" | "store" | "cache" | "queue" | "now" | "newId" | "log">>;

import { type Aws, createAws } from "@gatehouse/aws/aws";
import type { Blobs } from "@gatehouse/store/blobs";
import type { Cache } from "@gatehouse/store/cache";
import { openPorts, openQueue } from "@gatehouse/store/open-store";
import type { Queue } from "@gatehouse/store/queue";
import { createStore, type Store } from "@gatehouse/store/store";
import type { Table } from "@gatehouse/store/table";
import { loadHooks } from "./access/load-hooks.ts";
import { createRoleGrants, type RoleGrants } from "./access/role-grants.ts";
import { type Attempts, createAttempts } from "./auth/attempts.ts";
import { createProvider, type Provider } from "./auth/oidc/provider.ts";
import { cookieSecrets } from "./auth/cookie-secrets.ts";
import type { Config } from "./config/config.ts";
import { createEstate, type Estate } from "./estate/estate.ts";
import { createHubFacts, type CurrentHubs } from "./hub-facts.ts";
import { createLater, type Later } from "./later.ts";
import { createLog, type Logger } from "./log.ts";
import { newId } from "./new-id.ts";
import { createMetrics, type Metrics } from "./operation/metrics.ts";
import { createSettings, type CurrentSettings } from "./settings/current-settings.ts";

/** All adapters in one value; every use-case takes it first. */
export type App = {
  config: Config;
  aws: Aws;
  store: Store;
  cache: Cache;
  queue: Queue;
  /** The grants that a role makes by itself. */
  roleGrants: RoleGrants;
  /** The read model: the whole estate in memory, filled from the store and kept fresh by change messages. */
  estate: Estate;
  /** The settings in force, refreshed every few seconds. */
  settings: CurrentSettings;
  /** Who our hubs are, as AWS last said. */
  hubs: CurrentHubs;
  attempts: Attempts;
  /** The provider that signs people in, where the config names one. */
  provider: Provider | undefined;
  /** What signs session cookies: the first signs, all verify. */
  secrets: readonly string[];
  now(): number;
  newId(prefix: string): string;
  log: Logger;
  metrics: Metrics;
  /** Leaves work for the moment after the answer; close waits for it. */
  later: Later["begin"];
  /** Stops timers and subscriptions, waits for the running job at most so long, then closes the adapters. */
  close(graceMs?: number): Promise<void>;
};

/** What a test, or the jobs' thread, brings in place of what the config would open. */
export type Adapters = Partial<
  { table: Table; cache: Cache; blobs: Blobs } & Pick<App, "aws" | "queue" | "now" | "newId" | "log" | "later">
>;

/** Builds the App that the config describes; the settings have been read when it is there, the hubs are for its user to ask. */
export async function createApp(config: Config, adapters: Adapters = {}): Promise<App> {
  const { now = Date.now, log = createLog("info") } = adapters;
  const { aws: broughtAws, queue: broughtQueue, newId: broughtIds, later: broughtLater, log: _, ...brought } = adapters;
  const ports = openPorts(config.storage, brought);
  const store = createStore({
    ...ports,
    now,
    ownerTags: config.tags.owner,
    onUnreadable: (arn, error) => log.warn({ arn, error }, "a stored role means nothing to us; it is left out"),
  });
  const queue =
    broughtQueue ??
    openQueue(config.storage, {
      now,
      onFailed: ({ id, name }, error) => log.error({ error, job: id, name }, "the queue could not have a job done"),
    });
  const metrics = createMetrics();
  const later = createLater(log);
  const aws = broughtAws ?? createAws({ hubs: config.hubs, now, told: metrics.aws });
  const settings = createSettings({ config, store, log });
  const hubs = createHubFacts({ hubs: config.hubs, aws, log });
  await settings.refresh();
  const roleGrants = createRoleGrants({ config, hooks: await loadHooks(config.hooks), log });
  const estate = createEstate({ config, store, cache: ports.cache, settings, roleGrants, now, log });
  return {
    config,
    aws,
    store,
    cache: ports.cache,
    queue,
    roleGrants,
    estate,
    settings,
    hubs,
    attempts: createAttempts(ports.cache, now),
    provider: providerOf(config, now),
    secrets: await cookieSecrets({ config, store, log }),
    now,
    newId: broughtIds ?? newId,
    log,
    metrics,
    later: broughtLater ?? later.begin,
    async close(graceMs = 10_000) {
      settings.close();
      hubs.close();
      await queue.close(graceMs);
      await estate.close();
      await later.settled();
      await ports.close();
    },
  };
}

function providerOf({ sign_on: { methods, oidc } }: Config, now: () => number): Provider | undefined {
  return oidc !== undefined && methods.includes("oidc") ? createProvider(oidc, now) : undefined;
}

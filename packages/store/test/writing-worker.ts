import { parentPort } from "node:worker_threads";
import { openPorts } from "../src/open-store.ts";
import { createPortCache } from "../src/port-cache.ts";
import type { StorageConfig } from "../src/storage-config.ts";
import { createStore } from "../src/store.ts";
import { testRole } from "./test-roles.ts";

type Begin = { storage: StorageConfig; port: MessagePort };

/** Takes a lock of the main thread's cache and writes a thousand roles. */
async function write({ storage, port }: Begin): Promise<{ claimed: boolean; changed: number }> {
  const ports = openPorts(storage, { cache: createPortCache(port) });
  const store = createStore({ ...ports, now: Date.now });
  const claim = await ports.cache.claim("the worker's lock", 60_000);
  const put = Array.from({ length: 1000 }, (_, at) => testRole(`role-${at}`));
  const { changed } = await store.roles.apply(testRole("a").accountId, { put });
  return { claimed: claim !== undefined, changed };
}

parentPort?.on("message", (begin: Begin) => {
  void answer(begin);
});

async function answer(begin: Begin): Promise<void> {
  parentPort?.postMessage(await write(begin).catch((error: unknown) => ({ failed: String(error) })), []);
}

import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testRole } from "../test/test-roles.ts";
import { CHANGES, readChange } from "./changes.ts";
import { openPorts } from "./open-store.ts";
import { serveCache } from "./port-cache.ts";
import { StorageConfig } from "./storage-config.ts";
import { createStore } from "./store.ts";

// Real servers share the machine with whatever else runs.
setDefaultTimeout(60_000);

test("a Worker writes the same file while this thread reads it, and its changes are heard here", async () => {
  const data = mkdtempSync(join(tmpdir(), "gatehouse-worker-"));
  const storage = StorageConfig.parse({ data });
  const ports = openPorts(storage);
  const store = createStore({ ...ports, now: Date.now });
  const { port1, port2 } = new MessageChannel();
  const stopServing = serveCache(ports.cache, port1);
  const heard = Promise.withResolvers<unknown>();
  await ports.cache.subscribe(CHANGES, (message) => heard.resolve(readChange(message)));

  const worker = new Worker(join(import.meta.dir, "../test/writing-worker.ts"));
  let done: unknown;
  worker.addEventListener("message", (event: MessageEvent<unknown>) => {
    done = event.data;
  });
  worker.postMessage({ storage, port: port2 }, [port2]);
  for (let written = 0; done === undefined; written += 1) {
    await store.notes.put("busy", String(written));
    await store.roles.ofAccount(testRole("a").accountId);
    await Bun.sleep(1);
  }
  expect(done).toEqual({ claimed: true, changed: 1000 });
  expect(await store.roles.ofAccount(testRole("a").accountId)).toHaveLength(1000);
  expect(await heard.promise).toMatchObject({ kind: "iam-role", generation: 1 });
  expect(await ports.cache.claim("the worker's lock", 1000)).toBeUndefined();

  worker.terminate();
  await stopServing();
  expect(await ports.cache.claim("the worker's lock", 1000)).toBeDefined();
  await ports.close();
  rmSync(data, { recursive: true });
});

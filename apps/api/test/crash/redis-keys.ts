import { RedisClient } from "bun";

/** What Redis holds for good: texts and hashes by key, without the queue and what expires by itself, e.g. locks. */
export type RedisKeys = Record<string, string | Record<string, string>>;

/** BullMQ's keys begin with the prefix that its connection is given. */
const QUEUE = "{gatehouse}";

async function withClient<T>(url: string, work: (client: RedisClient) => Promise<T>): Promise<T> {
  const client = new RedisClient(url);
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

/** Reads everything that Redis holds for good. */
export function readKeys(url: string): Promise<RedisKeys> {
  return withClient(url, async (client) => {
    const held: RedisKeys = {};
    for (const key of (await client.keys("*")).sort()) {
      if (key.startsWith(QUEUE) || (await client.pttl(key)) >= 0) continue;
      const isHash = (await client.send("TYPE", [key])) === "hash";
      held[key] = isHash ? await client.hgetall(key) : ((await client.get(key)) ?? "");
    }
    return held;
  });
}

/** Makes Redis hold exactly this: what else it held, locks included, is gone. */
export function restoreKeys(url: string, held: RedisKeys): Promise<void> {
  return withClient(url, async (client) => {
    await client.send("FLUSHDB", []);
    for (const [key, value] of Object.entries(held)) {
      if (typeof value === "string") await client.set(key, value);
      else await client.send("HSET", [key, ...Object.entries(value).flat()]);
    }
  });
}

/** Does at once what the time does to the lock of a process that died. */
export function expireLocks(url: string): Promise<void> {
  return withClient(url, async (client) => {
    for (const key of await client.keys("gatehouse:claim:*")) await client.del(key);
  });
}

import { Failure } from "@gatehouse/core/failure";
import { Redis } from "ioredis";

const ANSWER_MS = 3000;
const RECONNECT_MS = 500;

/** A connection that reconnects by itself for ever, and until then refuses commands at once instead of keeping them. */
export function connectRedis(url: string): Redis {
  const redis = new Redis(url, {
    enableAutoPipelining: true,
    enableOfflineQueue: false,
    // Subscriptions are made again by whoever holds them, also those that were asked for while Redis was down.
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    connectTimeout: ANSWER_MS,
    commandTimeout: ANSWER_MS,
    retryStrategy: (times) => Math.min(50 * times, RECONNECT_MS),
    // After a failover the old primary answers READONLY until the connection is made anew.
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
  });
  // Every command tells its own failure; without a listener a lost connection would end the process.
  redis.on("error", () => {});
  return redis;
}

/** Waits until a new connection is ready, so that the first command of a process does not fail; at most so long. */
export async function firstReady(redis: Redis): Promise<void> {
  if (redis.status === "ready") return;
  const ready = new Promise<void>((resolve) => redis.once("ready", resolve));
  await Promise.race([ready, Bun.sleep(ANSWER_MS)]);
}

/** Runs commands; whatever Redis or the way to it refuses is a Failure "unavailable". */
export async function onRedis<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new Failure("unavailable", `Redis cannot be used at the moment: ${said}.`, { cause: error });
  }
}

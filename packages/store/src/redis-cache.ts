import type { Redis } from "ioredis";
import type { Cache, Claim, Copy } from "./cache.ts";
import { createChannels } from "./redis-channels.ts";
import { connectRedis, firstReady, onRedis } from "./redis-connection.ts";
import { pagesOf } from "./whole-copy.ts";

const RENEW = `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("pexpire", KEYS[1], ARGV[2]) end return 0`;
const RELEASE = `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0`;
const COUNT = `local events = redis.call("incr", KEYS[1]) if events == 1 then redis.call("pexpire", KEYS[1], ARGV[1]) end return events`;

/** A staged copy that was never finished goes by itself. */
const STAGED_SECONDS = 3600;
const FIELDS_AT_ONCE = 100;

/** Keeps in Redis what all processes share and may lose; reconnects by itself, and fails at once while Redis is away. */
export function createRedisCache({ url }: { url: string }): Cache {
  const redis = connectRedis(url);
  const subscriber = connectRedis(url);
  const channels = createChannels(subscriber);
  const connected = Promise.all([firstReady(redis), firstReady(subscriber)]);
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    await connected;
    return onRedis(work);
  };

  const claimOf = (key: string, token: string): Claim => ({
    renew: (milliseconds) => run(async () => (await redis.eval(RENEW, 1, key, token, milliseconds)) === 1),
    release: () => run(async () => void (await redis.eval(RELEASE, 1, key, token))),
  });

  return {
    claim: (name, milliseconds) =>
      run(async () => {
        const key = `gatehouse:claim:${name}`;
        const token = crypto.randomUUID();
        const taken = await redis.set(key, token, "PX", milliseconds, "NX");
        return taken === "OK" ? claimOf(key, token) : undefined;
      }),
    count: (name, milliseconds) =>
      run(async () => Number(await redis.eval(COUNT, 1, `gatehouse:count:${name}`, milliseconds))),
    publish: (channel, message) => run(async () => void (await redis.publish(channel, message))),
    async subscribe(channel, listener) {
      await connected;
      return channels.subscribe(channel, listener);
    },
    replace: async (key, copy) => {
      await connected;
      await (typeof copy === "string" ? onRedis(() => redis.set(key, copy)) : replaceFields(redis, key, copy));
    },
    read: (key) =>
      run(async () => {
        const type = await redis.type(key);
        if (type === "hash") return new Map(Object.entries(await redis.hgetall(key)));
        return (type === "string" ? await redis.get(key) : null) ?? undefined;
      }),
    async close() {
      redis.disconnect();
      subscriber.disconnect();
    },
  };
}

/** Stages the fields beside the copy and renames in one step; the tag in braces keeps both in one slot of a cluster. */
async function replaceFields(redis: Redis, key: string, copy: Exclude<Copy, string>): Promise<void> {
  const staged = `{${key}}:gatehouse:${crypto.randomUUID()}`;
  let any = false;
  try {
    for await (const page of pagesOf(copy)) {
      const fields = [...page];
      for (let from = 0; from < fields.length; from += FIELDS_AT_ONCE) {
        any = true;
        const some = fields.slice(from, from + FIELDS_AT_ONCE).flat();
        await onRedis(() => Promise.all([redis.hset(staged, ...some), redis.expire(staged, STAGED_SECONDS)]));
      }
    }
  } catch (error) {
    await redis.del(staged).catch(() => {});
    throw error;
  }
  await onRedis<unknown>(() => (any ? renameOver(redis, staged, key) : redis.del(key)));
}

/** Errors of single commands inside a transaction are answers, not throws. */
async function renameOver(redis: Redis, staged: string, key: string): Promise<void> {
  const answers = await redis.multi().persist(staged).rename(staged, key).exec();
  const failed = answers?.find(([error]) => error !== null);
  if (failed?.[0]) throw failed[0];
}

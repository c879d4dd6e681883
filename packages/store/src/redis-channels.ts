import type { Redis } from "ioredis";

export type Channels = {
  /** Calls the listener for every message; where Redis is down, from the moment it is back. */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>;
};

/** Keeps who listens to which channel over a connection of its own, and subscribes again whenever that is made anew. */
export function createChannels(redis: Redis): Channels {
  const listeners = new Map<string, Set<(message: string) => void>>();

  redis.on("ready", () => {
    if (listeners.size > 0) redis.subscribe(...listeners.keys()).catch(() => redis.disconnect(true));
  });
  redis.on("message", (channel: string, message: string) => {
    for (const listener of listeners.get(channel) ?? []) queueMicrotask(() => listener(message));
  });

  /** A connection that is not ready subscribes when it is. */
  const whenReady = async (change: () => Promise<unknown>): Promise<void> => {
    if (redis.status === "ready") await change().catch(() => redis.disconnect(true));
  };

  return {
    async subscribe(channel, listener) {
      const own = (message: string): void => listener(message);
      const all = listeners.get(channel);
      if (all === undefined) {
        listeners.set(channel, new Set([own]));
        await whenReady(() => redis.subscribe(channel));
      } else {
        all.add(own);
      }
      return async () => {
        const left = listeners.get(channel);
        left?.delete(own);
        if (left?.size !== 0) return;
        listeners.delete(channel);
        await whenReady(() => redis.unsubscribe(channel));
      };
    },
  };
}

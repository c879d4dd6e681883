import { Failure, type FailureCode } from "@gatehouse/core/failure";
import type { Cache, Claim } from "./cache.ts";
import { wholeCopy } from "./whole-copy.ts";

/** What a thread asks of the one that holds the cache; the answer carries the same id. */
type Asked =
  | { ask: "claim"; name: string; milliseconds: number }
  | { ask: "renew"; claim: number; milliseconds: number }
  | { ask: "release"; claim: number }
  | { ask: "count"; name: string; milliseconds: number }
  | { ask: "publish"; channel: string; message: string }
  | { ask: "subscribe"; channel: string; subscription: number }
  | { ask: "unsubscribe"; subscription: number }
  | { ask: "replace"; key: string; copy: string | Map<string, string> }
  | { ask: "read"; key: string };

type Said =
  | { answer: number; value: unknown }
  | { answer: number; failed: { code: FailureCode | undefined; message: string } }
  | { subscription: number; message: string };

/** Answers another thread's port cache from this thread's cache, until the returned function is called. */
export function serveCache(cache: Cache, port: MessagePort): () => Promise<void> {
  const claims = new Map<number, Claim>();
  const subscriptions = new Map<number, () => Promise<void>>();
  const say = (said: Said): void => port.postMessage(said);

  const perform = async (id: number, asked: Asked): Promise<unknown> => {
    switch (asked.ask) {
      case "claim": {
        const claim = await cache.claim(asked.name, asked.milliseconds);
        if (claim === undefined) return false;
        claims.set(id, claim);
        return true;
      }
      case "renew":
        return claims.get(asked.claim)?.renew(asked.milliseconds) ?? false;
      case "release":
        await claims.get(asked.claim)?.release();
        return claims.delete(asked.claim);
      case "count":
        return cache.count(asked.name, asked.milliseconds);
      case "publish":
        return cache.publish(asked.channel, asked.message);
      case "subscribe": {
        const { channel, subscription } = asked;
        subscriptions.set(subscription, await cache.subscribe(channel, (message) => say({ subscription, message })));
        return undefined;
      }
      case "unsubscribe":
        await subscriptions.get(asked.subscription)?.();
        return subscriptions.delete(asked.subscription);
      case "replace":
        return cache.replace(asked.key, asked.copy);
      case "read":
        return cache.read(asked.key);
    }
  };

  port.addEventListener("message", (event) => {
    const { id, asked } = (event as MessageEvent<{ id: number; asked: Asked }>).data;
    perform(id, asked).then(
      (value) => say({ answer: id, value }),
      (error: unknown) => say({ answer: id, failed: failureOf(error) }),
    );
  });
  port.start();
  return async () => {
    await Promise.all([...subscriptions.values()].map((stop) => stop()));
    await Promise.all([...claims.values()].map((claim) => claim.release()));
    port.close();
  };
}

/** Reaches, through a port, the cache that another thread serves. */
export function createPortCache(port: MessagePort): Cache {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<number, (message: string) => void>();
  let lastId = 0;

  port.addEventListener("message", (event) => {
    const said = (event as MessageEvent<Said>).data;
    if ("subscription" in said) return listeners.get(said.subscription)?.(said.message);
    const asker = waiting.get(said.answer);
    waiting.delete(said.answer);
    if ("failed" in said) asker?.reject(errorOf(said.failed));
    else asker?.resolve(said.value);
  });
  port.start();

  const ask = async <T>(asked: Asked, id = ++lastId): Promise<T> => {
    const answered = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
    port.postMessage({ id, asked });
    return (await answered) as T;
  };

  return {
    async claim(name, milliseconds) {
      const claim = ++lastId;
      if (!(await ask<boolean>({ ask: "claim", name, milliseconds }, claim))) return undefined;
      return {
        renew: (milliseconds) => ask({ ask: "renew", claim, milliseconds }),
        release: () => ask({ ask: "release", claim }),
      };
    },
    count: (name, milliseconds) => ask({ ask: "count", name, milliseconds }),
    publish: (channel, message) => ask({ ask: "publish", channel, message }),
    async subscribe(channel, listener) {
      const subscription = ++lastId;
      listeners.set(subscription, listener);
      await ask({ ask: "subscribe", channel, subscription });
      return async () => {
        listeners.delete(subscription);
        await ask({ ask: "unsubscribe", subscription });
      };
    },
    replace: async (key, copy) => ask({ ask: "replace", key, copy: await wholeCopy(copy) }),
    read: (key) => ask({ ask: "read", key }),
    async close() {
      for (const { reject } of waiting.values()) reject(new Failure("unavailable", "The cache was closed."));
      waiting.clear();
      port.close();
    },
  };
}

function failureOf(error: unknown): { code: FailureCode | undefined; message: string } {
  return {
    code: error instanceof Failure ? error.code : undefined,
    message: error instanceof Error ? error.message : "unknown",
  };
}

function errorOf({ code, message }: { code: FailureCode | undefined; message: string }): Error {
  return code === undefined ? new Error(message) : new Failure(code, message);
}

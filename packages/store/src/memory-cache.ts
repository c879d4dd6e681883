import type { Cache, Claim, Copy } from "./cache.ts";
import { wholeCopy } from "./whole-copy.ts";

const MAX_COUNTERS = 10_000;
const SWEEP_EVERY = 1_000;

/** Keeps what may be lost in this thread's memory; other threads reach it through a port cache. */
export function createMemoryCache({ now }: { now: () => number }): Cache {
  const claims = new Map<string, { until: number; by: symbol }>();
  const counters = new Map<string, { events: number; until: number }>();
  let sweptAt = 0;
  const listeners = new Map<string, Set<(message: string) => void>>();
  const copies = new Map<string, string | Map<string, string>>();

  const claimOf = (name: string, by: symbol): Claim => ({
    async renew(milliseconds) {
      const held = claims.get(name);
      if (held?.by !== by || held.until <= now()) return false;
      held.until = now() + milliseconds;
      return true;
    },
    async release() {
      if (claims.get(name)?.by === by) claims.delete(name);
    },
  });

  return {
    async claim(name, milliseconds) {
      const held = claims.get(name);
      if (held !== undefined && held.until > now()) return undefined;
      const by = Symbol(name);
      claims.set(name, { until: now() + milliseconds, by });
      return claimOf(name, by);
    },
    async count(name, windowMilliseconds) {
      const counter = counters.get(name);
      const current =
        counter !== undefined && counter.until > now() ? counter : { events: 0, until: now() + windowMilliseconds };
      current.events += 1;
      counters.set(name, current);
      if (counters.size > MAX_COUNTERS && now() - sweptAt >= SWEEP_EVERY) {
        sweptAt = now();
        for (const [name, { until }] of counters) if (until <= now()) counters.delete(name);
      }
      return current.events;
    },
    async publish(channel, message) {
      // A listener runs in a turn of its own, so that one which throws stops neither the sender nor the others.
      for (const listener of listeners.get(channel) ?? []) queueMicrotask(() => listener(message));
    },
    async subscribe(channel, listener) {
      const own = (message: string): void => listener(message);
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(own));
      return async () => {
        all.delete(own);
      };
    },
    async replace(key: string, copy: Copy) {
      const whole = await wholeCopy(copy);
      if (typeof whole !== "string" && whole.size === 0) copies.delete(key);
      else copies.set(key, whole);
    },
    async read(key) {
      const copy = copies.get(key);
      return copy instanceof Map ? new Map(copy) : copy;
    },
    async close() {
      listeners.clear();
    },
  };
}

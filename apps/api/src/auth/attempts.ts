import { Failure } from "@gatehouse/core/failure";
import type { Cache } from "@gatehouse/store/cache";
import { limitedAs } from "./client-address.ts";

export type Limit = { name: string; most: number; windowMilliseconds: number };

/** Attempts to sign in from one address. */
export const SIGN_IN: Limit = { name: "sign-in", most: 30, windowMilliseconds: 60_000 };
/** Credentials issued to one person. */
export const ISSUE: Limit = { name: "issue", most: 60, windowMilliseconds: 60_000 };

const MOST_HERE = 10_000;

export type Attempts = {
  /** Counts one more attempt of a person or an address, and throws "rate-limited" above the limit. */
  limit(limit: Limit, who: string): Promise<void>;
};

/** Counts attempts across all processes; while the shared cache cannot be reached, in this process alone. */
export function createAttempts(cache: Cache, now: () => number): Attempts {
  const local = new Map<string, number>();
  const countHere = (window: string): number => {
    const count = (local.get(window) ?? 0) + 1;
    // Whoever goes on is counted on, as the latest; who has not for the longest goes first.
    local.delete(window);
    local.set(window, count);
    const [oldest] = local.keys();
    if (local.size > MOST_HERE && oldest !== undefined) local.delete(oldest);
    return count;
  };
  return {
    async limit({ name, most, windowMilliseconds }, who) {
      const key = `gatehouse:attempts:${name}:${limitedAs(who)}`;
      const window = Math.floor(now() / windowMilliseconds);
      const count = await cache.count(key, windowMilliseconds).catch(() => countHere(`${key}:${window}`));
      if (count <= most) return;
      throw new Failure(
        "rate-limited",
        `That was more than ${most} times in ${windowMilliseconds / 1000} seconds. Wait a minute, then try again.`,
      );
    },
  };
}

import { Failure } from "@gatehouse/core/failure";
import { CHANGES, readChange } from "@gatehouse/store/changes";
import type { App } from "../app.ts";
import type { Reader } from "./reader.ts";
import { within } from "./within.ts";
import { describeStatus, type Health, type Trouble } from "./status.ts";

const COMPARE_MS = 5_000;
const CACHE_ANSWERS_MS = 2_000;

/** Longer than a comparison takes where storage answers as it should. */
const SLOW_MS = 15_000;

type Parts = Pick<App, "cache" | "now" | "log"> & { slowMs?: number };

/** Keeps the index fresh: by messages at once, and by comparing generations every 5 s whatever happened to a message. */
export function createFreshness({ cache, now, log, slowMs = SLOW_MS }: Parts, reader: Reader) {
  const health: Health = { filled: false, table: undefined, cacheLostAt: undefined };
  let comparedAt: number | undefined;
  let begun: Promise<void> | undefined;
  let turn: Promise<void> = Promise.resolve();
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let subscribed: Promise<() => Promise<void>> | undefined;

  /** One reading at a time, so that an older one never replaces what a newer one found. */
  const inTurn = (read: () => Promise<void>): Promise<void> => {
    const done = turn.then(read);
    turn = done.catch(() => {});
    return done;
  };

  const trouble = ({ is, since }: Trouble): void => {
    health.table = { is, since: health.table?.since ?? since };
  };

  const compare = async (): Promise<void> => {
    const began = now();
    // A call that hangs throws nothing for long: meanwhile nobody is to take what we hold for fresh.
    const late = setTimeout(() => {
      if (!health.filled || health.table !== undefined) return;
      log.warn("the estate takes long to be compared with storage");
      trouble({ is: "slow", since: began });
    }, slowMs);
    late.unref();
    try {
      if (!health.filled) await reader.readAll();
      await reader.readDifferences();
      health.filled = true;
      health.table = undefined;
      comparedAt = began;
    } catch (error) {
      const away = error instanceof Failure && error.code === "unavailable";
      trouble({ is: away ? "away" : "unreadable", since: now() });
      const what = away ? "read from storage" : "understood";
      log.warn({ error }, `the estate could not be ${what}; trying again in 5 s`);
    } finally {
      clearTimeout(late);
    }
  };

  /** Subscribes where that has not worked yet, and finds out whether messages can arrive. */
  const listen = async (): Promise<void> => {
    try {
      subscribed ??= cache.subscribe(CHANGES, hear).catch((error: unknown) => {
        subscribed = undefined;
        throw error;
      });
      await within(CACHE_ANSWERS_MS, subscribed);
      await within(CACHE_ANSWERS_MS, cache.read(CHANGES));
      health.cacheLostAt = undefined;
    } catch (error) {
      health.cacheLostAt ??= now();
      log.warn({ error }, "the cache cannot be reached; generations are compared every 5 s");
    }
  };

  const hear = (message: string): void => {
    const change = readChange(message);
    inTurn(async () => {
      if (!health.filled) return;
      await (change === undefined ? reader.readDifferences() : reader.readChange(change));
    }).catch((error: unknown) => log.warn({ error, change }, "a change could not be read; the next comparison will"));
  };

  const lookAgain = (): void => {
    if (closed) return;
    timer = setTimeout(() => void Promise.all([inTurn(compare), listen()]).then(lookAgain), COMPARE_MS);
    timer.unref();
  };

  /** Resolves only when everything was read, however often that had to be tried. */
  const fill = async (): Promise<void> => {
    const listening = listen();
    await inTurn(compare);
    void listening.then(lookAgain);
    while (!health.filled && !closed) await new Promise((resolve) => setTimeout(resolve, 100));
  };

  const begin = (): Promise<void> => (begun ??= fill());

  return {
    filled: begin,
    comparedAt: () => comparedAt,
    async refresh() {
      await begin();
      await Promise.all([inTurn(compare), listen()]);
    },
    status() {
      void begin();
      return describeStatus(health);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await turn;
      // A cache that hangs would never answer, and need not: it forgets us with the connection.
      const unsubscribe = await within(CACHE_ANSWERS_MS, Promise.resolve(subscribed)).catch(() => undefined);
      await unsubscribe?.().catch(() => {});
    },
  };
}

import { expect, test } from "bun:test";
import type { Cache } from "../cache.ts";

export type CacheUnderTest = {
  cache: Cache;
  /** Another client of the same cache, as another process has. */
  other: Cache;
  /** Lets so much time pass for the cache. */
  pass(milliseconds: number): Promise<void>;
  close(): Promise<void>;
};

/** Waits until a condition holds; messages between processes take a moment. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error("it did not happen within 5 s");
    await Bun.sleep(1);
  }
}

async function* paged(...pages: [string, string][][]): AsyncIterable<ReadonlyMap<string, string>> {
  for (const page of pages) yield new Map(page);
}

/** Declares the tests that every cache must pass; each opens an empty one. */
export function cacheContract(open: () => Promise<CacheUnderTest>): void {
  const withCache = (name: string, run: (under: CacheUnderTest) => Promise<void>): void => {
    test(name, async () => {
      const under = await open();
      await run(under);
      await under.close();
    });
  };

  withCache("a lock is held by one, until it is released", async ({ cache, other }) => {
    const claim = await cache.claim("job", 60_000);
    expect(claim).toBeDefined();
    expect(await other.claim("job", 60_000)).toBeUndefined();
    expect(await other.claim("another job", 60_000)).toBeDefined();
    await claim?.release();
    expect(await other.claim("job", 60_000)).toBeDefined();
  });

  withCache(
    "a lock expires unless it is renewed, and whoever lost it neither renews nor releases the next holder's",
    async ({ cache, other, pass }) => {
      const first = await cache.claim("job", 300);
      await pass(200);
      expect(await first?.renew(300)).toBe(true);
      await pass(200);
      expect(await other.claim("job", 300)).toBeUndefined();
      await pass(200);
      const second = await other.claim("job", 60_000);
      expect(second).toBeDefined();
      expect(await first?.renew(300)).toBe(false);
      await first?.release();
      expect(await cache.claim("job", 300)).toBeUndefined();
      expect(await second?.renew(60_000)).toBe(true);
    },
  );

  withCache("events are counted over all clients, and anew in the next window", async ({ cache, other, pass }) => {
    expect(await cache.count("sign-in", 300)).toBe(1);
    expect(await other.count("sign-in", 300)).toBe(2);
    expect(await cache.count("something else", 300)).toBe(1);
    await pass(400);
    expect(await cache.count("sign-in", 300)).toBe(1);
  });

  withCache(
    "every subscriber of a channel hears every message in order, until it stops listening",
    async ({ cache, other }) => {
      const heard: string[] = [];
      const heardElsewhere: string[] = [];
      const stop = await cache.subscribe("changes", (message) => heard.push(message));
      await cache.subscribe("changes", (message) => heardElsewhere.push(message));
      await other.subscribe("other channel", (message) => heard.push(message));
      for (const message of ["1", "2", "3"]) await other.publish("changes", message);
      await until(() => heard.length === 3 && heardElsewhere.length === 3);
      await stop();
      await other.publish("changes", "4");
      await until(() => heardElsewhere.length === 4);
      expect(heard).toEqual(["1", "2", "3"]);
    },
  );

  withCache(
    "a copy is replaced as a whole, whether it is one text, fields, or pages of fields",
    async ({ cache, other }) => {
      expect(await cache.read("COPY")).toBeUndefined();
      await cache.replace("COPY", "text");
      expect(await other.read("COPY")).toBe("text");
      await cache.replace(
        "COPY",
        new Map([
          ["a", "1"],
          ["b", "2"],
        ]),
      );
      expect(await other.read("COPY")).toEqual(
        new Map([
          ["a", "1"],
          ["b", "2"],
        ]),
      );
      await cache.replace("COPY", paged([["b", "3"]], [["c", "4"]]));
      expect(await other.read("COPY")).toEqual(
        new Map([
          ["b", "3"],
          ["c", "4"],
        ]),
      );
      await cache.replace("COPY", new Map());
      expect(await other.read("COPY")).toBeUndefined();
    },
  );

  withCache("a copy whose pages break off leaves the old one as it was", async ({ cache, other }) => {
    await cache.replace("COPY", new Map([["a", "1"]]));
    async function* broken(): AsyncIterable<ReadonlyMap<string, string>> {
      yield new Map([["b", "2"]]);
      throw new Error("the source broke off");
    }
    await expect(cache.replace("COPY", broken())).rejects.toThrow("the source broke off");
    expect(await other.read("COPY")).toEqual(new Map([["a", "1"]]));
  });
}

import { describe, expect, test } from "bun:test";
import { cacheContract } from "./contract/cache-contract.ts";
import { createMemoryCache } from "./memory-cache.ts";
import { createPortCache, serveCache } from "./port-cache.ts";

describe("the cache contract, in memory", () =>
  cacheContract(async () => {
    let time = 0;
    const cache = createMemoryCache({ now: () => time });
    return {
      cache,
      other: cache,
      pass: async (milliseconds) => {
        time += milliseconds;
      },
      close: () => cache.close(),
    };
  }));

describe("the cache contract, through a port", () =>
  cacheContract(async () => {
    let time = 0;
    const memory = createMemoryCache({ now: () => time });
    const { port1, port2 } = new MessageChannel();
    const stopServing = serveCache(memory, port1);
    const cache = createPortCache(port2);
    return {
      cache,
      other: memory,
      pass: async (milliseconds) => {
        time += milliseconds;
      },
      close: async () => {
        await cache.close();
        await stopServing();
      },
    };
  }));

test("many counters are gone through once a second at most, and those that are over go", async () => {
  let time = 0;
  let asked = 0;
  const cache = createMemoryCache({ now: () => ((asked += 1), time) });
  for (let n = 0; n < 12_000; n++) await cache.count(`counter ${n}`, 60_000);
  expect(asked).toBeLessThan(12_000 * 3 + 11_000);
  time += 60_000;
  await cache.count("counter 0", 60_000);
  asked = 0;
  time += 1_000;
  await cache.count("counter 0", 60_000);
  expect(asked).toBeLessThan(10);
});

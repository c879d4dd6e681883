import { describe } from "bun:test";
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

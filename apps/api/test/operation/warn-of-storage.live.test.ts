import { expect, setDefaultTimeout, test } from "bun:test";
import { describeLive } from "@gatehouse/store/live/live";
import { freePort } from "@gatehouse/store/live/free-port";
import { redisMissing, startRedis } from "@gatehouse/store/live/redis-server";
import { warnOfStorage } from "../../src/operation/warn-of-storage.ts";

// Real servers share the machine with whatever else runs.
setDefaultTimeout(30_000);

async function warnings(url: string): Promise<string> {
  const said: unknown[] = [];
  const warn = (...words: unknown[]) => void said.push(...words);
  await warnOfStorage({ data: "data", region: "us-east-1", redis: { url: url } }, { warn });
  return said.map(String).join(" ");
}

describeLive("the warnings of a start", redisMissing(), () => {
  test("a Redis that may throw jobs away is warned of, and one that keeps them is not", async () => {
    const [evicting, keeping] = await Promise.all([
      startRedis("--maxmemory-policy", "allkeys-lru"),
      startRedis("--maxmemory-policy", "noeviction"),
    ]);
    expect(await warnings(evicting.url)).toContain("maxmemory-policy is allkeys-lru");
    expect(await warnings(keeping.url)).toBe("");
    await Promise.all([evicting.close(), keeping.close()]);
  });

  test("a Redis that cannot be asked keeps nothing from starting, and is warned of", async () => {
    expect(await warnings(`redis://127.0.0.1:${await freePort()}`)).toContain("could not be found out");
  });
});

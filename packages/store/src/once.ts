import type { Table } from "./table.ts";
import { ONCE } from "./tables.ts";

export type Once = {
  /** Answers true to the first who asks for this name, in any process, and false to all others for at least so long. */
  claim(name: string, milliseconds: number): Promise<boolean>;
  /** Answers whether a name is claimed at this moment. */
  isClaimed(name: string): Promise<boolean>;
};

/** Remembers what may happen once, e.g. the use of a sign-on's state, until it would be too old anyway. */
export function createOnce({ table, now }: { table: Table; now: () => number }): Once {
  const isLive = (ttl: unknown): boolean => typeof ttl === "number" && ttl * 1000 > now();
  const ttlOf = async (name: string) => (await table.get(ONCE, { name }))?.["ttl"];
  return {
    async claim(name, milliseconds) {
      const put = { name, ttl: Math.ceil((now() + milliseconds) / 1000) };
      const [written] = await table.write(ONCE, [{ put, if: { name: null } }]);
      if (written === "written") return true;
      // A row that is over may stand for days before the store removes it.
      // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
      const ttl = await ttlOf(name);
      if (typeof ttl !== "number" || isLive(ttl)) return false;
      const [again] = await table.write(ONCE, [{ put, if: { ttl } }]);
      return again === "written";
    },
    isClaimed: async (name) => isLive(await ttlOf(name)),
  };
}

import type { Table } from "./table.ts";
import { ONCE } from "./tables.ts";

export type Once = {
  /** Answers true to the first who asks for this name, in any process, and false to all others for at least so long. */
  claim(name: string, milliseconds: number): Promise<boolean>;
};

/** Remembers what may happen once, e.g. the use of a sign-on's state, until it would be too old anyway. */
export function createOnce({ table, now }: { table: Table; now: () => number }): Once {
  return {
    async claim(name, milliseconds) {
      const ttl = Math.ceil((now() + milliseconds) / 1000);
      const [written] = await table.write(ONCE, [{ put: { name, ttl }, if: { name: null } }]);
      return written === "written";
    },
  };
}

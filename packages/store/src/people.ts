import { z } from "zod";
import type { Row, Table } from "./table.ts";
import { PEOPLE } from "./tables.ts";

/** One claim as it arrived, its value as JSON text, cut where it is long. */
export const Claim = z.object({ name: z.string(), value: z.string() });

/** What a sign-on said of a person: which claims came from where, and what was read from them; never a token. */
export const Arrival = z.object({
  sources: z.array(z.object({ source: z.string(), claims: z.array(Claim) })),
  /** Where the groups came from, e.g. "the id token's claim groups"; absent where none came. */
  groupsFrom: z.string().exactOptional(),
  /** What the person, or their admin, should know of it. */
  notice: z.string().exactOptional(),
});
export type Arrival = z.infer<typeof Arrival>;

/** A person as their last sign-on named them. */
export const KnownPerson = z.object({
  name: z.string(),
  displayName: z.string(),
  groups: z.array(z.string()),
  method: z.string(),
  signedOnAt: z.string(),
  arrival: Arrival,
});
export type KnownPerson = z.infer<typeof KnownPerson>;

export type People = {
  /** Writes what a sign-on said over what the last one did. */
  put(person: KnownPerson): Promise<void>;
  get(name: string): Promise<KnownPerson | undefined>;
};

/** Keeps one row per person who ever signed on. */
export function createPeople(table: Table): People {
  return {
    async put(known) {
      const { name, ...rest } = KnownPerson.parse(known);
      await table.write(PEOPLE, [{ put: { person: name, ...(JSON.parse(JSON.stringify(rest)) as Row) } }]);
    },
    async get(name) {
      const row = await table.get(PEOPLE, { person: name });
      return row === undefined ? undefined : KnownPerson.parse({ ...row, name: row["person"] });
    },
  };
}

import { z } from "zod";
import { readOnce } from "./read-once.ts";
import type { Row, Table } from "./table.ts";
import { PEOPLE } from "./tables.ts";
import { changeRow } from "./versioned.ts";

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
  /** When an admin last ended their access: what grew from a sign-on until then is no longer theirs. */
  endedAt: z.string().exactOptional(),
});
export type KnownPerson = z.infer<typeof KnownPerson>;

export type People = {
  /** Writes what a sign-on said over what the last one did; an end of access stays noted. */
  put(person: Omit<KnownPerson, "endedAt">): Promise<void>;
  /** Reads the row itself, strongly consistent. */
  get(name: string): Promise<KnownPerson | undefined>;
  /** Notes that a person's access ends now, also of one who never signed on. */
  end(name: string, endedAt: string): Promise<void>;
};

/** Stands for whoever never signed on: no sign-on method has this name, so it lets nobody in. */
const NEVER = { groups: [], method: "none", signedOnAt: "1970-01-01T00:00:00.000Z", arrival: { sources: [] } };

const toPerson = readOnce((row) => KnownPerson.parse({ ...row, name: row["person"] }));

/** Keeps one row per person who ever signed on. */
export function createPeople(table: Table): People {
  return {
    async put(known) {
      const { name, ...rest } = KnownPerson.parse(known);
      const said = JSON.parse(JSON.stringify(rest)) as Row;
      await changeRow(table, { table: PEOPLE, key: { person: name } }, (row) => {
        const endedAt = row?.["endedAt"];
        return { ...said, ...(endedAt !== undefined && { endedAt }) };
      });
    },
    async get(name) {
      const row = await table.get(PEOPLE, { person: name });
      return row && toPerson(row);
    },
    async end(name, endedAt) {
      await changeRow(table, { table: PEOPLE, key: { person: name } }, (row) => ({
        ...(row ?? { displayName: name, ...NEVER }),
        endedAt,
      }));
    },
  };
}

import { Person } from "@gatehouse/core/actor";
import { z } from "zod";
import type { Row, Table } from "./table.ts";
import { SESSIONS, SESSIONS_OF_OWNER } from "./tables.ts";
import { VERSION } from "./versioned.ts";

/** A web session; its key is the SHA-256 of the id in the cookie, so that whoever reads the table can sign in as nobody. */
export const Session = z.object({
  key: z.string().regex(/^[0-9a-f]{64}$/, "a session is stored under the SHA-256 of its id"),
  person: Person.omit({ token: true }),
  displayName: z.string(),
  method: z.enum(["demo", "header", "oidc"]),
  /** What the person should know of how they were signed in. */
  notice: z.string().exactOptional(),
  /** What ends the session at the provider as well, sealed; whoever reads the table can read nothing in it. */
  leave: z.string().exactOptional(),
  createdAt: z.string(),
  /** When it was last used, to the minute or so: whoever reads a session decides whether it was idle for too long. */
  seenAt: z.string(),
  /** When it ends, however much it is used. */
  expiresAt: z.string(),
});
export type Session = z.infer<typeof Session>;

export type Sessions = {
  put(session: Session): Promise<void>;
  /** Reads the row itself, strongly consistent; a session past its end counts as absent. */
  read(key: string): Promise<Session | undefined>;
  /** Notes that a session was used; one that was ended meanwhile stays ended. */
  touch(key: string, at: string): Promise<void>;
  end(key: string): Promise<void>;
  /** The keys of all sessions of a person that have not ended. */
  keysOf(person: string): Promise<string[]>;
};

/** Keeps one row per session; ending one is removing its row. */
export function createSessions({ table, now }: { table: Table; now: () => number }): Sessions {
  return {
    async put(session) {
      const { key, ...rest } = Session.parse(session);
      const ttl = Math.ceil(Date.parse(session.expiresAt) / 1000);
      await table.write(SESSIONS, [{ put: { id: key, owner: session.person.name, ...rest, ttl, [VERSION]: 1 } }]);
    },
    async read(key) {
      const row = await table.get(SESSIONS, { id: key });
      if (row === undefined) return undefined;
      const session = toSession(row);
      return Date.parse(session.expiresAt) > now() ? session : undefined;
    },
    async touch(key, at) {
      const row = await table.get(SESSIONS, { id: key });
      const version = row?.[VERSION];
      if (row === undefined || typeof version !== "number") return;
      // Whoever was faster noted the same minute, or ended the session: both are to be left.
      await table.write(SESSIONS, [
        { put: { ...row, seenAt: at, [VERSION]: version + 1 }, if: { [VERSION]: version } },
      ]);
    },
    async end(key) {
      await table.write(SESSIONS, [{ delete: { id: key } }]);
    },
    async keysOf(person) {
      const pages = await Array.fromAsync(table.query(SESSIONS, { index: SESSIONS_OF_OWNER, hash: person }));
      return pages.flat().flatMap(({ id }) => (typeof id === "string" ? id : []));
    },
  };
}

function toSession({ id, ...row }: Row): Session {
  return Session.parse({ ...row, key: id });
}

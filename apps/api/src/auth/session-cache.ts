import type { App } from "../app.ts";
import { type LiveSession, readSession } from "./sessions.ts";

/** Below the 5 seconds within which a revocation must reach every process. */
const FRESH = 4_000;
/** How long pages go on with what was last read while the store cannot be reached. */
const UNREACHABLE = 15 * 60_000;
const MOST = 10_000;

export type SessionCache = {
  find(key: string): Promise<LiveSession | undefined>;
  /** Remembers a session that began here. */
  keep(session: LiveSession): void;
  /** Forgets a session that ended here. */
  drop(key: string): void;
};

/** Remembers sessions for 4 seconds, so that a page's many calls read one row; issuing credentials does not ask here. */
export function createSessionCache(app: App): SessionCache {
  const known = new Map<string, { session: LiveSession | undefined; at: number }>();
  const remember = (key: string, session: LiveSession | undefined): LiveSession | undefined => {
    if (known.size >= MOST) known.clear();
    if (session === undefined) known.delete(key);
    else known.set(key, { session, at: app.now() });
    return session;
  };
  return {
    async find(key) {
      const before = known.get(key);
      const age = before === undefined ? Number.POSITIVE_INFINITY : app.now() - before.at;
      const expired = before?.session !== undefined && app.now() >= Date.parse(before.session.expiresAt);
      if (before !== undefined && age < FRESH && !expired) return before.session;
      return readSession(app, key).then(
        (session) => remember(key, session),
        (error: unknown) => {
          if (before === undefined || expired || age > UNREACHABLE) throw error;
          app.log.warn({ error }, "the session's row cannot be read; going on with what was read before");
          return before.session;
        },
      );
    },
    keep: ({ id: _, ...session }) => void remember(session.key, session),
    drop: (key) => void known.delete(key),
  };
}

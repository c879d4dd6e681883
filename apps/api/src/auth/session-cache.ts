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
  const known = new Map<string, { session: LiveSession; at: number; ends: number }>();
  const remember = (session: LiveSession, at: number): LiveSession => {
    if (known.size >= MOST) known.clear();
    known.set(session.key, { session, at, ends: Date.parse(session.expiresAt) });
    return session;
  };
  return {
    async find(key) {
      const now = app.now();
      const before = known.get(key);
      const expired = before === undefined || now >= before.ends;
      if (!expired && now - before.at < FRESH) return before.session;
      try {
        const session = await readSession(app, key);
        known.delete(key);
        // Fresh as of when the reading began: it may have been ended since.
        return session && remember(session, now);
      } catch (error) {
        if (expired || now - before.at > UNREACHABLE) throw error;
        app.log.warn({ error }, "the session's row cannot be read; going on with what was read before");
        return before.session;
      }
    },
    keep(began) {
      const { id: _, ...session } = began;
      remember(session, app.now());
    },
    drop: (key) => void known.delete(key),
  };
}

import { recordSignOn } from "../audit/record-sign-on.ts";
import type { App } from "../app.ts";
import { SIGN_IN } from "./attempts.ts";
import type { Origin } from "./origin.ts";
import type { SessionCache } from "./session-cache.ts";
import { type LiveSession, startSession } from "./sessions.ts";
import type { Identity, SignOnMethod } from "./sign-on-method.ts";

/** Whom a request itself vouches for, by which method, and where it came from. */
export type Arriving = { identity: Identity; method: SignOnMethod["name"]; from: Origin };

export type Vouched = {
  /** Answers a session of this person: a new one with its id, or without it one that began here a moment ago. */
  sessionOf(arriving: Arriving): Promise<LiveSession>;
};

/** A browser comes back with its cookie at once; whoever never does begins a session this often. */
const MOMENT_MS = 60_000;
const MOST = 10_000;

/**
 * Begins sessions of people whom a request vouches for. Each is on record before it is used, and callers that keep no
 * cookie share one for a moment, so that they fill neither the table nor the audit.
 */
export function createVouched(app: App, sessions: SessionCache): Vouched {
  const begun = new Map<string, { at: number; session: Promise<LiveSession> }>();

  const begin = async ({ identity, method, from }: Arriving): Promise<LiveSession> => {
    await app.attempts.limit(SIGN_IN, identity.person.name);
    const session = await startSession(app, identity, method);
    await recordSignOn(app, session, from);
    return session;
  };

  return {
    async sessionOf(arriving) {
      const name = `${arriving.method} ${arriving.identity.person.name}`;
      const before = begun.get(name);
      if (before !== undefined && app.now() - before.at < MOMENT_MS) {
        const { key } = await before.session;
        const shared = await sessions.find(key);
        const signedOnAt = new Date(app.now()).toISOString();
        if (shared !== undefined) return { ...shared, person: arriving.identity.person, signedOnAt };
      }
      if (begun.size >= MOST) begun.clear();
      const session = begin(arriving);
      begun.set(name, { at: app.now(), session });
      session.catch(() => begun.delete(name));
      return session;
    },
  };
}

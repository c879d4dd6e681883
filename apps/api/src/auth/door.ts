import type { App } from "../app.ts";
import { publicOrigin } from "../config/config.ts";
import { cookieName, verifyId } from "./cookie.ts";
import { signOnMethods } from "./methods.ts";
import { createSessionCache, type SessionCache } from "./session-cache.ts";
import { sessionKey } from "./sessions.ts";
import type { SignOnMethod } from "./sign-on-method.ts";
import { createVouched, type Vouched } from "./vouched.ts";

/** What the server keeps between requests, worked out once. */
export type Door = {
  app: App;
  methods: readonly SignOnMethod[];
  /** Our own address in people's browsers. */
  origin: string;
  /** Whether cookies travel over TLS alone. */
  secure: boolean;
  cookieName: string;
  sessions: SessionCache;
  /** Sessions of people whom the requests themselves vouch for. */
  vouched: Vouched;
  /** Answers the key of the session whose cookie this is; undefined for a cookie that we did not sign. */
  keyOf(cookie: string): string | undefined;
};

const MOST_COOKIES = 10_000;

/** Makes what the server keeps between requests. */
export function createDoor(app: App): Door {
  const origin = publicOrigin(app.config);
  const secure = origin.startsWith("https:");
  // A whole cookie that was verified once is the same cookie the next time.
  const verified = new Map<string, string>();
  const sessions = createSessionCache(app);
  return {
    app,
    methods: signOnMethods(app.config),
    origin,
    secure,
    cookieName: cookieName(secure),
    sessions,
    vouched: createVouched(app, sessions),
    keyOf(cookie) {
      const known = verified.get(cookie);
      if (known !== undefined) return known;
      const id = verifyId(cookie, app.secrets);
      if (id === undefined) return undefined;
      if (verified.size >= MOST_COOKIES) verified.clear();
      const key = sessionKey(id);
      verified.set(cookie, key);
      return key;
    },
  };
}

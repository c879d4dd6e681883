import type { App } from "../app.ts";
import { publicOrigin } from "../config/config.ts";
import { cookieName, readCookie, verifyId } from "./cookie.ts";
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
  sessions: SessionCache;
  /** Sessions of people whom the requests themselves vouch for. */
  vouched: Vouched;
  /** Answers the key of the session that a Cookie header names; undefined where we signed none of its cookies. */
  keyOf(header: string): string | undefined;
};

const MOST_HEADERS = 10_000;
/** Other programs of the same host may set cookies too; a longer header is read anew each time. */
const LONGEST = 2_000;

/** Makes what the server keeps between requests. */
export function createDoor(app: App): Door {
  const origin = publicOrigin(app.config);
  const secure = origin.startsWith("https:");
  // A browser sends the same header again and again: what was verified once holds the next time.
  const verified = new Map<string, string>();
  const name = cookieName(secure);
  const sessions = createSessionCache(app);
  return {
    app,
    methods: signOnMethods(app.config),
    origin,
    secure,
    sessions,
    vouched: createVouched(app, sessions),
    keyOf(header) {
      const known = verified.get(header);
      if (known !== undefined) return known;
      const cookie = readCookie(header, name);
      const id = cookie === undefined ? undefined : verifyId(cookie, app.secrets);
      if (id === undefined) return undefined;
      if (verified.size >= MOST_HEADERS) verified.clear();
      const key = sessionKey(id);
      if (header.length <= LONGEST) verified.set(header, key);
      return key;
    },
  };
}

import type { App } from "../app.ts";
import { publicOrigin } from "../config/config.ts";
import { cookieName, readCookie, verifyId } from "./cookie.ts";
import { signOnMethods } from "./methods.ts";
import type { SessionCache } from "./session-cache.ts";
import { type LiveSession, sessionKey, startSession } from "./sessions.ts";
import type { DoorRequest } from "./sign-on-method.ts";

/** What the door keeps between requests: the sessions read lately. */
export type Door = { app: App; sessions: SessionCache };

/** Answers whether our cookies travel over TLS alone. */
export function isSecure(app: App): boolean {
  return publicOrigin(app.config).startsWith("https:");
}

/**
 * Answers the session behind a request: by its cookie, or a new one where a trusted proxy says who it is. A session that
 * a proxy vouched for ends as soon as the proxy vouches for nobody or for somebody else.
 */
export async function resolveSession(door: Door, request: DoorRequest): Promise<LiveSession | undefined> {
  const { app } = door;
  const found = await byCookie(door, request.headers.get("cookie"));
  for (const method of signOnMethods(app.config)) {
    if (method.identify === undefined) continue;
    const identity = method.identify(request, app.config);
    if (found?.method === method.name) {
      if (identity?.person.name === found.person.name) return { ...found, person: identity.person };
      if (identity === undefined) return undefined;
    }
    if (identity !== undefined) return startSession(app, identity, method.name);
  }
  return found;
}

async function byCookie({ app, sessions }: Door, header: string | null): Promise<LiveSession | undefined> {
  const cookie = readCookie(header, cookieName(isSecure(app)));
  const id = cookie === undefined ? undefined : verifyId(cookie, app.secrets);
  if (id === undefined) return undefined;
  const session = await sessions.find(sessionKey(id));
  return session !== undefined && app.config.sign_on.methods.includes(session.method) ? session : undefined;
}

import type { Door } from "./door.ts";
import { originOf } from "./origin.ts";
import type { LiveSession } from "./sessions.ts";
import { stillKnown } from "./still-known.ts";
import type { DoorRequest } from "./sign-on-method.ts";

/**
 * Answers the session behind a request: by its cookie, or a new one where a trusted proxy says who it is. A session that
 * a proxy vouched for ends as soon as the proxy vouches for nobody or for somebody else.
 */
export async function resolveSession(door: Door, request: DoorRequest): Promise<LiveSession | undefined> {
  const { app, methods } = door;
  const found = await byCookie(door, request.headers.get("cookie"));
  for (const method of methods) {
    if (method.identify === undefined) continue;
    const identity = method.identify(request, app.config);
    if (found?.method === method.name) {
      if (identity?.person.name === found.person.name) {
        const signedOnAt = new Date(app.now()).toISOString();
        return { ...found, person: identity.person, signedOnAt };
      }
      if (identity === undefined) return undefined;
    }
    if (identity !== undefined) {
      const from = originOf(app, request, request.peer);
      return door.vouched.sessionOf({ identity, method: method.name, from });
    }
  }
  return found;
}

async function byCookie(door: Door, header: string | null): Promise<LiveSession | undefined> {
  const key = header === null ? undefined : door.keyOf(header);
  if (key === undefined) return undefined;
  const session = await door.sessions.find(key);
  const person = session && stillKnown(door.app, session.method, session.person);
  return session && person && { ...session, person };
}

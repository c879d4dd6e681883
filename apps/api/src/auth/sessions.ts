import { createHash, randomBytes } from "node:crypto";
import type { Person } from "@gatehouse/core/actor";
import type { Session } from "@gatehouse/store/sessions";
import type { App } from "../app.ts";
import { sessionEnded } from "./session-ended.ts";
import type { Identity, SignOnMethod } from "./sign-on-method.ts";
import { isEnded } from "./still-known.ts";

/** A session that is valid at this moment; its key is the hash of its id, and the id is known only when it begins. */
export type LiveSession = {
  key: string;
  id?: string;
  person: Person;
  displayName: string;
  /** How they signed in; "token" where no person did, but a program of theirs. */
  method: SignOnMethod["name"] | "token";
  /** When sign-on last said who they are. */
  signedOnAt: string;
  expiresAt: string;
  /** What they should know of it, e.g. that their groups were too many to arrive. */
  notice?: string;
};

const TOUCH_EVERY = 60_000;

/** Answers the key under which a session id is stored: whoever reads the table cannot make a cookie from it. */
export function sessionKey(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}

/** Begins a session with a new id, whatever the browser held before. */
export async function startSession(
  app: App,
  { person, displayName, arrival = { sources: [] }, leave }: Identity,
  method: SignOnMethod["name"],
): Promise<LiveSession> {
  const id = randomBytes(32).toString("base64url");
  const now = app.now();
  const expires = now + app.config.session.absolute_hours * 3_600_000;
  const session: Session = {
    key: sessionKey(id),
    person,
    displayName,
    method,
    ...(leave === undefined ? {} : { leave }),
    ...(arrival.notice === undefined ? {} : { notice: arrival.notice }),
    createdAt: new Date(now).toISOString(),
    seenAt: new Date(now).toISOString(),
    expiresAt: new Date(expires).toISOString(),
  };
  app.metrics.signedOn(method);
  const { name, groups } = person;
  await Promise.all([
    app.store.sessions.put(session),
    app.store.people.put({ name, displayName, groups, method, signedOnAt: session.createdAt, arrival }),
  ]);
  return { ...live(session), id };
}

/**
 * Reads the session's row itself: undefined where it was ended, has expired, was idle for too long, or its person's
 * access was ended since it began.
 */
export async function readSession(app: App, key: string): Promise<LiveSession | undefined> {
  const session = await app.store.sessions.read(key);
  if (session === undefined) return undefined;
  const now = app.now();
  const idleSince = Date.parse(session.seenAt) + app.config.session.idle_minutes * 60_000;
  if (now >= Date.parse(session.expiresAt) || now >= idleSince) return undefined;
  if (isEnded(await app.store.people.get(session.person.name), session.createdAt)) return undefined;
  if (now - Date.parse(session.seenAt) >= TOUCH_EVERY) await touch(app, key);
  return live(session);
}

/** Throws where a session has ended, whatever was remembered of it; a token's own row was read when its request came in. */
export async function assertLives(app: App, { key, method }: LiveSession): Promise<void> {
  if (method !== "token" && (await readSession(app, key)) === undefined) throw sessionEnded();
}

/** Whoever only reads goes on where the store takes no writes. */
async function touch(app: App, key: string): Promise<void> {
  await app.store.sessions.touch(key, new Date(app.now()).toISOString()).catch((error: unknown) => {
    app.log.warn({ error }, "the use of a session could not be noted; unused for too long, it ends early");
  });
}

/** Ends a session everywhere: other processes stop believing it within 5 seconds. */
export async function endSession(app: App, key: string): Promise<void> {
  await app.store.sessions.end(key);
}

function live({ key, person, displayName, method, createdAt, expiresAt, notice }: Session): LiveSession {
  return {
    key,
    person,
    displayName,
    method,
    signedOnAt: createdAt,
    expiresAt,
    ...(notice !== undefined && { notice }),
  };
}

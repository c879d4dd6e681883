import { randomBytes } from "node:crypto";
import type { Person } from "@gatehouse/core/actor";
import type { StoredLogin } from "@gatehouse/store/cli-logins";
import { createRemembered, type Remembered } from "../access/remembered.ts";
import type { App } from "../app.ts";
import { signId, verifyId } from "../auth/cookie.ts";
import type { Origin } from "../auth/origin.ts";
import { sessionKey } from "../auth/sessions.ts";
import { isEnded, stillKnown } from "../auth/still-known.ts";

/** The only cookie that the CLI's endpoints accept; it carries CLI tokens and nothing else. */
export const CLI_COOKIE = "consoleme_auth";

/** A CLI login that is valid at this moment, and its token. */
export type LiveLogin = { id: string; person: Person; token: string; expiresAt: string; host?: string };

const AUDIENCE = "gatehouse-cli";
const HOUR = 3_600_000;
const TOUCH_EVERY = 60_000;
const MOST_TOKENS = 10_000;

/** A program sends the same token again and again: one that was verified once is signed the next time too. */
const verified = new WeakMap<App["secrets"], Remembered<string>>();

type Starting = Pick<StoredLogin, "person" | "method"> & { signedOnAt: string; from: Origin };

/** Begins a CLI login with a new secret, which stands in the token alone. */
export async function startLogin(app: App, { person, method, signedOnAt, from }: Starting): Promise<LiveLogin> {
  const secret = randomBytes(32).toString("base64url");
  const { login_hours, absolute_hours } = app.config.cli;
  const now = app.now();
  const at = (milliseconds: number): string => new Date(now + milliseconds).toISOString();
  const address = from.address ?? "unknown";
  const login: StoredLogin = {
    id: sessionKey(secret),
    person,
    method,
    signedOnAt,
    address,
    createdAt: at(0),
    usedAt: at(0),
    usedFrom: address,
    expiresAt: at(login_hours * HOUR),
    endsAt: at(absolute_hours * HOUR),
  };
  await app.store.cliLogins.put(login);
  return { id: login.id, person, token: signId(secret, app.secrets, AUDIENCE), expiresAt: login.expiresAt };
}

/**
 * Answers the login whose token this is, by its row; undefined where the token is no CLI token of ours, or the login was
 * ended, has expired, or is of somebody whom sign-on no longer knows or whose access was ended. Its use is noted, and prolongs it up to its end.
 */
export async function resolveLogin(app: App, token: string, from: Origin): Promise<LiveLogin | undefined> {
  const key = keyOf(app, token);
  const stored = key === undefined ? undefined : await app.store.cliLogins.read(key);
  const person = stored && (await personNow(app, stored));
  if (stored === undefined || person === undefined) return undefined;
  const used = useNow(app, stored, from);
  if (used !== stored) await note(app, stored.id, (login) => useNow(app, login, from));
  const { id, expiresAt, host } = used;
  return { id, person, token, expiresAt, ...(host !== undefined && { host }) };
}

/** Answers the key of the login whose token this is; undefined for a token that we did not sign. */
function keyOf({ secrets }: App, token: string): string | undefined {
  const keys = verified.get(secrets) ?? createRemembered<string>(MOST_TOKENS, () => 1);
  verified.set(secrets, keys);
  const known = keys.get(token);
  if (known !== undefined) return known;
  const secret = verifyId(token, secrets, AUDIENCE);
  if (secret === undefined) return undefined;
  const key = sessionKey(secret);
  keys.set(token, key);
  return key;
}

/** The person of a login with the groups of their latest sign-on, be it the one that approved the login or a later one. */
async function personNow(app: App, login: StoredLogin): Promise<Person | undefined> {
  const { person, method, createdAt, signedOnAt = createdAt } = login;
  const known = await app.store.people.get(person.name);
  if (isEnded(known, signedOnAt)) return undefined;
  if (known === undefined || known.signedOnAt <= signedOnAt) return stillKnown(app, method, person);
  return stillKnown(app, known.method, { ...person, groups: known.groups });
}

/** The login as this use leaves it; the same value where nothing is worth a write. */
function useNow({ config, now }: App, login: StoredLogin, from: Origin): StoredLogin {
  const time = now();
  const usedFrom = from.address ?? "unknown";
  const half = (config.cli.login_hours * HOUR) / 2;
  const ends = Date.parse(login.endsAt);
  const expires = Date.parse(login.expiresAt);
  const renewed = expires - time < half && expires < ends;
  const sameProgram = from.agent === undefined || from.agent === login.agent;
  const noted = sameProgram && usedFrom === login.usedFrom && time - Date.parse(login.usedAt) < TOUCH_EVERY;
  if (noted && !renewed) return login;
  return {
    ...login,
    usedAt: new Date(time).toISOString(),
    usedFrom,
    ...(from.agent !== undefined && { agent: from.agent }),
    ...(renewed && { expiresAt: new Date(Math.min(time + 2 * half, ends)).toISOString() }),
  };
}

/** Notes on which computer a program says it runs; worth a write only when it says something else. */
export async function noteHost(app: App, login: LiveLogin, host: string): Promise<void> {
  if (host !== login.host) await note(app, login.id, (stored) => ({ ...stored, host }));
}

/** What cannot be noted is no reason to refuse a call: its login was read, and is valid. */
async function note(app: App, id: string, change: (login: StoredLogin) => StoredLogin): Promise<void> {
  await app.store.cliLogins.note(id, change).catch((error: unknown) => {
    app.log.warn({ error }, "the use of a CLI login could not be noted");
  });
}

import { createHash } from "node:crypto";
import { z } from "zod";
import { seal, unseal } from "../seal.ts";

/** A sign-on that has gone to the provider and not come back yet; it lives in the browser that began it, sealed. */
export const Pending = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  startedAt: z.number(),
});
export type Pending = z.infer<typeof Pending>;

/** Within so long one comes back from the provider. */
export const PENDING_MS = 10 * 60_000;
/** So many sign-ons may be open in the tabs of one browser; older ones are given up. */
const MOST = 5;

type Keys = { secure: boolean; secrets: readonly string[] };

const PURPOSE = "sign-on";
const WORD = "gatehouse-sign-on-";

/** Answers the short name of a state, under which its use is remembered. */
export function nameOfState(state: string): string {
  return createHash("sha256").update(state).digest("hex").slice(0, 32);
}

/** Writes the Set-Cookie headers that begin a sign-on: its own, and those that give up the browser's oldest ones. */
export function beginPending(pending: Pending, cookies: string | null, keys: Keys): string[] {
  const name = nameOf(pending.state, keys.secure);
  const text = seal(JSON.stringify(pending), PURPOSE, keys.secrets);
  const others = namesIn(cookies, keys.secure).filter((other) => other !== name);
  const given = others.slice(0, Math.max(0, others.length - MOST + 1));
  return [write(name, text, keys.secure), ...given.map((other) => write(other, "", keys.secure))];
}

/** Writes the Set-Cookie header that ends a sign-on in this browser. */
export function endPending(state: string, secure: boolean): string {
  return write(nameOf(state, secure), "", secure);
}

/** Answers the sign-on that this browser began with this state, unless it is too old; nobody else's, ever. */
export function readPending(cookies: string | null, asked: { state: string; now: number }, keys: Keys) {
  const name = nameOf(asked.state, keys.secure);
  const pair = pairsIn(cookies).find((one) => one.startsWith(`${name}=`));
  const text = pair && unseal(pair.slice(name.length + 1), PURPOSE, keys.secrets);
  if (text === undefined || text === "") return undefined;
  const pending = Pending.parse(JSON.parse(text));
  const age = asked.now - pending.startedAt;
  return pending.state === asked.state && age >= 0 && age < PENDING_MS ? pending : undefined;
}

function nameOf(state: string, secure: boolean): string {
  return `${secure ? "__Host-" : ""}${WORD}${nameOfState(state).slice(0, 12)}`;
}

function namesIn(cookies: string | null, secure: boolean): string[] {
  const prefix = `${secure ? "__Host-" : ""}${WORD}`;
  return pairsIn(cookies).flatMap((pair) => (pair.startsWith(prefix) ? (pair.split("=")[0] ?? []) : []));
}

function pairsIn(cookies: string | null): string[] {
  return (cookies ?? "").split(";").map((pair) => pair.trim());
}

function write(name: string, value: string, secure: boolean): string {
  const seconds = value === "" ? 0 : PENDING_MS / 1000;
  // Lax: the way back from the provider is a navigation from another site.
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? "; Secure" : ""}`;
}

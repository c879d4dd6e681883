import type { Person } from "@gatehouse/core/actor";
import { z } from "zod";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import { recordOutcome } from "../audit/record-outcome.ts";
import type { Origin } from "../auth/origin.ts";

export const EndAccess = z.object({ person: z.string().trim().toLowerCase().min(1).max(320) });

/** Ends all sessions of a person, in every process within 5 seconds, and answers how many there were. */
export async function endSessions(app: App, person: string): Promise<{ sessions: number }> {
  const keys = await app.store.sessions.keysOf(person);
  await Promise.all(keys.map((key) => app.store.sessions.end(key)));
  return { sessions: keys.length };
}

/**
 * Ends all sessions, API tokens and CLI logins of a person, e.g. of one who has left; signing on again is for the provider
 * to refuse. Their own row says so first: what the lists do not have yet, or begins meanwhile, is refused by it.
 */
export async function endAccess(
  app: App,
  { actor, from }: { actor: Person; from: Origin },
  { person }: z.infer<typeof EndAccess>,
): Promise<{ sessions: number; tokens: number; cliLogins: number }> {
  const about = { command: "end-access-of-others", target: person, from } as const;
  await record(app, actor, { ...about, outcome: "attempted" });
  try {
    const counts = await endAll(app, person);
    const details = Object.fromEntries(Object.entries(counts).map(([what, count]) => [what, String(count)]));
    await recordOutcome(app, actor, { ...about, outcome: "done", details });
    return counts;
  } catch (error) {
    await recordOutcome(app, actor, { ...about, outcome: "failed", because: "not everything could be ended" });
    throw error;
  }
}

async function endAll(app: App, person: string): Promise<{ sessions: number; tokens: number; cliLogins: number }> {
  const endedAt = new Date(app.now()).toISOString();
  await app.store.people.end(person, endedAt);
  const { sessions } = await endSessions(app, person);
  const tokens = (await app.store.tokens.ofOwner(person)).filter(({ revokedAt }) => revokedAt === undefined);
  await Promise.all(tokens.map(({ id }) => app.store.tokens.change(id, (token) => ({ ...token, revokedAt: endedAt }))));
  const logins = await app.store.cliLogins.ofPerson(person);
  await Promise.all(logins.map(({ id }) => app.store.cliLogins.end(id)));
  return { sessions, tokens: tokens.length, cliLogins: logins.length };
}

import type { Person } from "@gatehouse/core/actor";
import type { App } from "../app.ts";
import type { Origin } from "../auth/origin.ts";
import { endLogins } from "../cli/end-logins.ts";
import { endSessions } from "./end-access.ts";
import { signOut } from "./sign-out.ts";

/**
 * Ends all of a person's own sessions and CLI logins, and with the sessions whatever they approved that no program has
 * fetched yet. Their API tokens go on: programs live by those.
 */
export async function signOutEverywhere(
  app: App,
  actor: Person,
  input: { key: string; from: Origin },
): Promise<string> {
  const next = await signOut(app, actor, input);
  await endSessions(app, actor.name);
  await endLogins(app, { actor, from: input.from }, { person: actor.name });
  return next;
}

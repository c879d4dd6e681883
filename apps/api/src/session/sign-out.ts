import type { Person } from "@gatehouse/core/actor";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import { leavePath } from "../auth/oidc/leave.ts";
import type { Origin } from "../auth/origin.ts";
import { endSession } from "../auth/sessions.ts";

/**
 * Ends the session everywhere, other processes stop believing it within 5 seconds, and answers where the browser goes
 * next: to the provider that signed the person in, so that its session ends too, or to our own page.
 */
export async function signOut(app: App, actor: Person, input: { key: string; from: Origin }): Promise<string> {
  const session = await app.store.sessions.read(input.key);
  await endSession(app, input.key);
  await record(app, actor, { command: "sign-out", outcome: "done", from: input.from });
  return session?.method === "oidc" ? leavePath(app, session.leave) : "/login";
}

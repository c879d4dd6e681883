import type { Person } from "@gatehouse/core/actor";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import type { Origin } from "../auth/origin.ts";
import { endSession } from "../auth/sessions.ts";

/** Ends the session everywhere; other processes stop believing it within 5 seconds. */
export async function signOut(app: App, actor: Person, input: { key: string; from: Origin }): Promise<void> {
  await endSession(app, input.key);
  await record(app, actor, { command: "sign-out", outcome: "done", from: input.from });
}

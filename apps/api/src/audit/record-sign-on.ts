import { Failure } from "@gatehouse/core/failure";
import type { App } from "../app.ts";
import type { Origin } from "../auth/origin.ts";
import type { LiveSession } from "../auth/sessions.ts";
import { toTrpcError } from "../failures.ts";
import { record } from "./record.ts";

/** Records a session that began with a request, since a trusted proxy vouched for it; unrecorded, nobody goes on with it. */
export async function recordSignOn(app: App, { person, method }: LiveSession, from: Origin): Promise<void> {
  const because = `the sign-on method ${method} names them`;
  await record(app, person, { command: "sign-in", outcome: "done", from, because }).catch((cause: unknown) => {
    const message = "You cannot be signed in: the audit log cannot be written. Try again in a minute.";
    throw toTrpcError(new Failure("unavailable", message, { cause }));
  });
}

import { Failure } from "@gatehouse/core/failure";
import type { App } from "../app.ts";
import { recordRefusalOnce } from "../audit/record-refusal-once.ts";
import type { Limit } from "../auth/attempts.ts";
import type { Asking } from "./issue-role.ts";

/** Counts one more wish for credentials, and throws above the limit; that somebody went beyond it is on record. */
export async function limitIssuing(app: App, { actor, from, command }: Asking, limit: Limit): Promise<void> {
  try {
    await app.attempts.limit(limit, actor.name);
  } catch (error) {
    if (error instanceof Failure && error.code === "rate-limited") {
      const name = `limit:${limit.name}:${actor.name}`;
      await recordRefusalOnce(app, actor, { name, command, because: error.message, from });
    }
    throw error;
  }
}

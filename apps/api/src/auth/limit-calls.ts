import type { Person } from "@gatehouse/core/actor";
import type { Command } from "@gatehouse/core/commands";
import { Failure } from "@gatehouse/core/failure";
import type { App } from "../app.ts";
import { recordRefusalOnce } from "../audit/record-refusal-once.ts";
import type { Limit } from "./attempts.ts";
import type { Origin } from "./origin.ts";

type Caller = { actor: Person; from: Origin; command: Command };

/** Counts one more call of a person, or of a token of theirs, and throws above the limit; that somebody went beyond it is on record. */
export async function limitCalls(app: App, { actor, from, command }: Caller, limit: Limit): Promise<void> {
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

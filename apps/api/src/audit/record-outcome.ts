import type { Actor } from "@gatehouse/core/actor";
import type { App } from "../app.ts";
import { type Happening, record } from "./record.ts";

/** Records how an act went whose attempt is on record already, so that failing to write it is no reason to undo the act. */
export async function recordOutcome(app: App, actor: Actor, happening: Happening): Promise<void> {
  await record(app, actor, happening).catch((error: unknown) => {
    app.log.error({ error, command: happening.command, outcome: happening.outcome }, "an outcome could not be audited");
  });
}

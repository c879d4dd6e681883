import type { Actor } from "@gatehouse/core/actor";
import type { App } from "../app.ts";
import { type Happening, record } from "./record.ts";

/** Records that somebody was refused; a refusal stands even where it cannot be recorded. */
export async function recordRefusal(app: App, actor: Actor, refusal: Omit<Happening, "outcome">): Promise<void> {
  await record(app, actor, { ...refusal, outcome: "refused" }).catch((error: unknown) => {
    app.log.error({ error, command: refusal.command }, "a refusal could not be audited");
  });
}

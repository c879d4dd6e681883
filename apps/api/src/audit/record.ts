import type { Actor } from "@gatehouse/core/actor";
import type { AuditEvent } from "@gatehouse/core/audit-event";
import type { App } from "../app.ts";

export type Happening = Omit<AuditEvent, "id" | "at" | "actor">;

/** Writes one line of the audit log, or throws: whoever must not act unrecorded calls this first. */
export async function record(app: App, actor: Actor, happening: Happening): Promise<void> {
  await app.store.audit.record({ id: app.newId("event"), at: new Date(app.now()).toISOString(), actor, ...happening });
}

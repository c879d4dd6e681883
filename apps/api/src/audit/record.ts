import type { Actor } from "@gatehouse/core/actor";
import type { AuditEvent } from "@gatehouse/core/audit-event";
import type { App } from "../app.ts";

export type Happening = Omit<AuditEvent, "id" | "at" | "actor">;

/** The time of each App's last event, in milliseconds. */
const lastAt = new WeakMap<App["store"], number>();

/** Writes one line of the audit log, or throws: whoever must not act unrecorded calls this first. */
export async function record(app: App, actor: Actor, happening: Happening): Promise<void> {
  await app.store.audit.record({ id: app.newId("event"), at: nextMoment(app), actor, ...happening });
}

/** A moment later than that of the event before, so that the log keeps the order in which this process did things. */
function nextMoment({ store, now }: App): string {
  const at = Math.max(now(), (lastAt.get(store) ?? 0) + 1);
  lastAt.set(store, at);
  return new Date(at).toISOString();
}

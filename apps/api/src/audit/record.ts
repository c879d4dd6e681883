import type { Actor } from "@gatehouse/core/actor";
import type { AuditEvent } from "@gatehouse/core/audit-event";
import type { App } from "../app.ts";

export type Happening = Omit<AuditEvent, "id" | "at" | "actor">;

/** How many events each App has written. */
const written = new WeakMap<App["store"], number>();

/** Writes one line of the audit log, or throws: whoever must not act unrecorded calls this first. */
export async function record(app: App, actor: Actor, happening: Happening): Promise<void> {
  await app.store.audit.record({ id: nextId(app), at: new Date(app.now()).toISOString(), actor, ...happening });
}

/** The log is in the order of time, then of ids: events of one moment stay in the order in which this process wrote them. */
function nextId({ store, newId }: App): string {
  const count = (written.get(store) ?? 0) + 1;
  written.set(store, count);
  return newId(`event_${String(count).padStart(12, "0")}`);
}

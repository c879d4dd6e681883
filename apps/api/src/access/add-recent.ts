import type { Person } from "@gatehouse/core/actor";
import type { App } from "../app.ts";

const MOST = 20;

/** Remembers that this person used a role just now; forgetting it would be no loss, so it never fails. */
export async function addRecent(app: App, actor: Person, arn: string): Promise<void> {
  const at = new Date(app.now()).toISOString();
  const change = app.store.preferences.change(actor.name, (before) => ({
    ...before,
    recents: [{ arn, at }, ...before.recents.filter((recent) => recent.arn !== arn)].slice(0, MOST),
  }));
  await change.catch((error: unknown) => app.log.warn({ error }, "a recently used role could not be remembered"));
}

import { authorize } from "@gatehouse/core/authorize";
import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import type { App } from "../app.ts";

/** Throws where a person may not see and end this person's CLI logins: one's own always, others' as an admin. */
export function assertMayManage(app: App, actor: Person, person: string): void {
  if (person === actor.name) return;
  const { allowed, because } = authorize(actor, "end-cli-logins-of-others", app.settings.authority());
  if (!allowed) throw new Failure("forbidden", `You may manage your own CLI logins only: ${because}.`);
}

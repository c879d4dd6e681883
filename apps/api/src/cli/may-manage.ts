import { authorize } from "@gatehouse/core/authorize";
import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import type { App } from "../app.ts";
import { recordRefusal } from "../audit/record-refusal.ts";
import type { Origin } from "../auth/origin.ts";

/** Who manages CLI logins, and from where. */
export type Manager = { actor: Person; from: Origin };

const COMMAND = "end-cli-logins-of-others";

/** Throws where a person may not see and end this person's CLI logins: one's own always, others' as an admin. A refusal is audited. */
export async function assertMayManage(app: App, { actor, from }: Manager, person: string): Promise<void> {
  if (person === actor.name) return;
  const { allowed, because } = authorize(actor, COMMAND, app.settings.authority());
  if (allowed) return;
  await recordRefusal(app, actor, { command: COMMAND, target: person, because, from });
  throw new Failure("forbidden", `You may manage your own CLI logins only: ${because}.`);
}

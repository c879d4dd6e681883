import type { Person } from "@gatehouse/core/actor";
import { AuditEvent } from "@gatehouse/core/audit-event";
import { authorize } from "@gatehouse/core/authorize";
import { Failure } from "@gatehouse/core/failure";
import { type AuditFilter, REACH_DAYS } from "@gatehouse/store/search-audit";
import { z } from "zod";
import type { App } from "../app.ts";
import type { Origin } from "../auth/origin.ts";
import { recordRefusal } from "./record-refusal.ts";

/** Times are compared as texts, so each is brought into the one form in which events carry theirs. */
const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** What narrows the audit log; all of it can stand in an address. */
export const AuditQuery = z.object({
  person: z.string().trim().toLowerCase().min(1).max(320).optional(),
  command: z.string().trim().min(1).max(100).optional(),
  outcome: AuditEvent.shape.outcome.optional(),
  since: Moment.optional(),
  until: Moment.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

const DAY_MS = 86_400_000;

export type Reader = { actor: Person; from: Origin };

/** Whether this person sees what everybody did. */
export function seesAll(app: App, actor: Person): boolean {
  return authorize(actor, "view-audit", app.settings.authority()).allowed;
}

/** Narrows a query to what its reader may see: auditors and admins all, everybody else what they did themselves. */
export async function narrowed(app: App, { actor, from }: Reader, query: AuditQuery): Promise<AuditFilter> {
  const { allowed, because } = authorize(actor, "view-audit", app.settings.authority());
  if (allowed) return within(query, app.now());
  if (query.person === undefined || query.person === actor.name) return { ...query, person: actor.name };
  await recordRefusal(app, actor, { command: "view-audit", target: query.person, because, from });
  throw new Failure("forbidden", `You see here what you did yourself: ${because}.`);
}

/** What everybody did is read day by day: a search of centuries would take hours. */
function within(query: AuditQuery, now: number): AuditQuery {
  const { person, command, since, until } = query;
  if (person !== undefined || command !== undefined || since === undefined) return query;
  const end = Math.min(now, until === undefined ? now : Date.parse(until));
  if (end - Date.parse(since) <= REACH_DAYS * DAY_MS) return query;
  throw new Failure(
    "invalid",
    `A search of what everybody did looks through ${REACH_DAYS} days at most: name an end closer to its start, a person or a command.`,
  );
}

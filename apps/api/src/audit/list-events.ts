import type { AuditPage } from "@gatehouse/store/search-audit";
import { z } from "zod";
import type { App } from "../app.ts";
import { AuditQuery, narrowed, type Reader, seesAll } from "./audit-query.ts";

const PAGE = 50;

export const ListEvents = AuditQuery.extend({
  /** Where the page before said that this one begins. */
  before: z
    .string()
    .max(200)
    .regex(/^\d{4}-\d\d-\d\d/, "this is no place in the audit log")
    .optional(),
});

/** Answers a page of the audit log, the newest first, of what this person may see. */
export async function listEvents(
  app: App,
  reader: Reader,
  { before, ...query }: z.infer<typeof ListEvents>,
): Promise<AuditPage & { seesAll: boolean }> {
  const page = await app.store.audit.search(await narrowed(app, reader, query), { before, most: PAGE });
  return { ...page, seesAll: seesAll(app, reader.actor) };
}

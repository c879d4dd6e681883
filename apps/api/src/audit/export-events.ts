import type { AuditEvent } from "@gatehouse/core/audit-event";
import { z } from "zod";
import type { App } from "../app.ts";
import { AuditQuery, narrowed, type Reader } from "./audit-query.ts";
import { eventFormats } from "./event-formats.ts";
import { record } from "./record.ts";

export const ExportEvents = AuditQuery.extend({ format: z.enum(["csv", "jsonl"]) });

const PAGE = 500;
/** More than a spreadsheet opens gladly; whoever needs more narrows the time. */
const MOST = 100_000;

/** Writes what this person may see of the audit log as a text, piece by piece; the export itself is on record first. */
export async function exportEvents(
  app: App,
  reader: Reader,
  { format, ...query }: z.infer<typeof ExportEvents>,
): Promise<{ pieces: AsyncGenerator<string>; contentType: string; fileName: string }> {
  const filter = await narrowed(app, reader, query);
  const details = Object.fromEntries(
    Object.entries({ ...filter, format }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  await record(app, reader.actor, { command: "export-audit", outcome: "done", from: reader.from, details });
  const { write, head, contentType } = eventFormats[format];
  async function* pieces(): AsyncGenerator<string> {
    yield head;
    let before: string | undefined;
    let written = 0;
    do {
      const { events, next } = await app.store.audit.search(filter, { before, most: PAGE });
      if (events.length > 0) yield events.map(write).join("");
      written += events.length;
      before = next;
    } while (before !== undefined && written < MOST);
    if (before !== undefined) yield write(endOfExport(app));
  }
  return { pieces: pieces(), contentType, fileName: `gatehouse-audit-${dayOf(app)}.${format}` };
}

/** Says in the file itself that it is not all there is. */
function endOfExport(app: App): AuditEvent {
  return {
    id: "end",
    at: new Date(app.now()).toISOString(),
    actor: { kind: "system", name: "audit" },
    command: "export-audit",
    outcome: "failed",
    because: `An export holds ${MOST} events and there are more: narrow the time.`,
  };
}

function dayOf(app: App): string {
  return new Date(app.now()).toISOString().slice(0, 10);
}

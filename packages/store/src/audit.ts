import { AuditEvent } from "@gatehouse/core/audit-event";
import { Failure } from "@gatehouse/core/failure";
import { type AuditFilter, type AuditPage, searchAudit } from "./search-audit.ts";
import type { Row, Table } from "./table.ts";
import { AUDIT } from "./tables.ts";

export type Audit = {
  /** Adds an event; when this resolves it is stored, and nothing of ours ever changes or removes it. */
  record(event: AuditEvent): Promise<void>;
  /** The events of one day (UTC, e.g. "2026-11-24"), the oldest first. */
  ofDay(day: string): AsyncIterable<AuditEvent[]>;
  /** The newest events that fit, by keys and never by a scan; with `before`, those that come after the page that named it. */
  search(filter: AuditFilter, page: { before?: string | undefined; most: number }): Promise<AuditPage>;
};

/** Keeps one row per event, by day; the same rows are found by who acted and by what they did. */
export function createAudit({ table, now }: { table: Table; now: () => number }): Audit {
  return {
    async record(event) {
      const { at, ...rest } = AuditEvent.parse(event);
      const put: Row = {
        day: at.slice(0, 10),
        at: `${at}#${event.id}`,
        person: event.actor.name,
        command: event.command,
        event: { at, ...rest },
      };
      const [written] = await table.write(AUDIT, [{ put, if: { day: null } }]);
      if (written === "conflict") throw new Failure("conflict", `The audit log has an event ${event.id} already.`);
    },
    async *ofDay(day) {
      for await (const page of table.query(AUDIT, { hash: day }))
        yield page.map((row) => AuditEvent.parse(row["event"]));
    },
    search: (filter, page) => searchAudit({ table, now }, filter, page),
  };
}

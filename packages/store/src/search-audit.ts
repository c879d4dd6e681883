import { AuditEvent } from "@gatehouse/core/audit-event";
import { textAt } from "./row-values.ts";
import type { Row, Table } from "./table.ts";
import { AUDIT, AUDIT_OF_COMMAND, AUDIT_OF_PERSON } from "./tables.ts";

export type AuditFilter = {
  /** Who acted: a person's e-mail, or the name of a part of Gatehouse. */
  person?: string | undefined;
  command?: string | undefined;
  outcome?: AuditEvent["outcome"] | undefined;
  /** The first moment that counts; absent: 400 days ago. */
  since?: string | undefined;
  /** The first moment that counts no more. */
  until?: string | undefined;
};

export type AuditPage = {
  events: AuditEvent[];
  /** Where the next page begins; absent where there is nothing more. */
  next?: string;
  /** The moment back to which this page looked. */
  reached: string;
};

type Ports = { table: Table; now: () => number };
/** Rows of one key, the newest first, before a place; `onward` is where to look after them, unless that was all. */
type Piece = { rows: Row[]; onward: string | undefined };

/** So far a search reaches back that names no start. */
export const REACH_DAYS = 400;
const DAY_MS = 86_400_000;
const REACH_MS = REACH_DAYS * DAY_MS;
const PIECE_ROWS = 200;
/** What one page reads at most: where little fits, the next page goes on from there. */
const MOST_READS = 12;

/** Answers one page of events, the newest first, after a bounded number of short reads. */
export async function searchAudit(
  { table, now }: Ports,
  filter: AuditFilter,
  page: { before?: string | undefined; most: number },
): Promise<AuditPage> {
  const since = filter.since ?? new Date(now() - REACH_MS).toISOString();
  const events: AuditEvent[] = [];
  // Another process's clock may be a little ahead of ours.
  const newest = new Date(now() + 60_000).toISOString();
  const start = page.before ?? filter.until ?? newest;
  let place: string | undefined = start < newest ? start : newest;
  for (let reads = 0; reads < MOST_READS && place !== undefined; reads += 1) {
    const piece: Piece = await readPiece(table, filter, place);
    for (const row of piece.rows) {
      const at = textAt(row, "at");
      if (at < since) return { events, reached: since };
      if (fits(row, filter)) events.push(AuditEvent.parse(row["event"]));
      if (events.length === page.most) return { events, next: at, reached: timeOf(at) };
    }
    place = piece.onward !== undefined && piece.onward > since ? piece.onward : undefined;
  }
  return place === undefined ? { events, reached: since } : { events, next: place, reached: timeOf(place) };
}

async function readPiece(table: Table, filter: AuditFilter, before: string): Promise<Piece> {
  const index = indexFor(filter);
  const day = dayBefore(before);
  const key = index ?? { hash: day };
  const query = { ...key, after: before, descending: true, limit: PIECE_ROWS };
  const rows = (await Array.fromAsync(table.query(AUDIT, query))).flat();
  const last = rows.length < PIECE_ROWS ? undefined : rows.at(-1);
  if (last !== undefined) return { rows, onward: textAt(last, "at") };
  return { rows, onward: index === undefined ? day : undefined };
}

function indexFor({ person, command }: AuditFilter): { index: string; hash: string } | undefined {
  if (person !== undefined) return { index: AUDIT_OF_PERSON, hash: person };
  return command === undefined ? undefined : { index: AUDIT_OF_COMMAND, hash: command };
}

function fits(row: Row, { command, outcome }: AuditFilter): boolean {
  if (command !== undefined && textAt(row, "command") !== command) return false;
  const event = row["event"];
  const has = typeof event === "object" && event !== null && "outcome" in event ? event.outcome : undefined;
  return outcome === undefined || has === outcome;
}

/** The latest day that has moments before this place: a place that is a day alone comes before all of that day's. */
function dayBefore(place: string): string {
  if (place.length > 10) return place.slice(0, 10);
  return new Date(Date.parse(place) - DAY_MS).toISOString().slice(0, 10);
}

function timeOf(place: string): string {
  return place.length > 10 ? (place.split("#")[0] ?? place) : `${place}T00:00:00.000Z`;
}

import type { AuditEvent } from "@gatehouse/core/audit-event";

/** What narrows the log, as texts of the address; an empty text narrows nothing. */
export type AuditFilterText = { person: string; command: string; outcome: string; from: string; to: string };

export type AuditWish = {
  person?: string;
  command?: string;
  outcome?: AuditEvent["outcome"];
  since?: string;
  until?: string;
};

export const OUTCOMES = ["done", "attempted", "refused", "failed"] as const satisfies readonly AuditEvent["outcome"][];

const DAY_MS = 86_400_000;

/** Reads the filter; what is no day or no outcome narrows nothing. The days are UTC's, and the last one counts as a whole. */
export function wishOf({ person, command, outcome, from, to }: AuditFilterText): AuditWish {
  const [since, last] = [momentOf(from), momentOf(to)];
  const wanted = OUTCOMES.find((one) => one === outcome);
  return {
    ...(person.trim() && { person: person.trim() }),
    ...(command && { command }),
    ...(wanted && { outcome: wanted }),
    ...(since !== undefined && { since: new Date(since).toISOString() }),
    ...(last !== undefined && { until: new Date(last + DAY_MS).toISOString() }),
  };
}

/** The address of the same events as a file. */
export function exportAddress(wish: AuditWish, format: "csv" | "jsonl"): string {
  return `/audit/export?${new URLSearchParams({ ...wish, format }).toString()}`;
}

function momentOf(day: string): number | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

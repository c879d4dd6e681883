import type { AuditEvent } from "@gatehouse/core/audit-event";

type EventFormat = { contentType: string; head: string; write(event: AuditEvent): string };

type Column = { name: string; of(event: AuditEvent): string | undefined };

const COLUMNS: readonly Column[] = [
  { name: "at", of: ({ at }) => at },
  { name: "who", of: ({ actor }) => actor.name },
  { name: "kind", of: ({ actor }) => actor.kind },
  { name: "token", of: ({ actor }) => (actor.kind === "person" ? actor.token?.name : undefined) },
  { name: "command", of: ({ command }) => command },
  { name: "target", of: ({ target }) => target },
  { name: "outcome", of: ({ outcome }) => outcome },
  { name: "because", of: ({ because }) => because },
  { name: "address", of: ({ from }) => from?.address },
  { name: "agent", of: ({ from }) => from?.agent },
  { name: "details", of: ({ details }) => details && JSON.stringify(details) },
  { name: "id", of: ({ id }) => id },
];

/** The texts in which events leave: a table for spreadsheets, and JSON lines, which lose nothing, for programs. */
export const eventFormats: Readonly<Record<"csv" | "jsonl", EventFormat>> = {
  csv: {
    contentType: "text/csv; charset=utf-8; header=present",
    head: `${COLUMNS.map(({ name }) => name).join(",")}\r\n`,
    write: (event) => `${COLUMNS.map(({ of }) => cell(of(event) ?? "")).join(",")}\r\n`,
  },
  jsonl: {
    contentType: "application/jsonl; charset=utf-8",
    head: "",
    write: (event) => `${JSON.stringify(event)}\n`,
  },
};

/**
 * Writes a cell by RFC 4180. A spreadsheet takes a cell that begins with one of these for a formula and would run it, so
 * such a cell gets an apostrophe first: https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(text: string): string {
  const harmless = /^[\s\0]*[=+\-@＝＋－＠|%\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

import { expect, test } from "bun:test";
import type { AuditEvent } from "@gatehouse/core/audit-event";
import { eventFormats } from "./event-formats.ts";

const EVENT: AuditEvent = {
  id: "event_1",
  at: "2026-11-24T14:00:00.000Z",
  actor: { kind: "person", name: "ann@x", groups: [] },
  command: "sign-in",
  outcome: "done",
};
const because = (text: string): string => eventFormats.csv.write({ ...EVENT, because: text }).split(",")[7] ?? "";

test.each([
  ["=HYPERLINK(1)", '"\'=HYPERLINK(1)"'],
  ["+1", '"\'+1"'],
  ["-1", '"\'-1"'],
  ["@SUM(A1)", '"\'@SUM(A1)"'],
  ["\t=1", '"\'\t=1"'],
  ["\r=1", '"\'\r=1"'],
  ["  =1", '"\'  =1"'],
  ["|calc", '"\'|calc"'],
  ["＝1", '"\'＝1"'],
])("a cell that a spreadsheet would run, %p, is written as a text", (text, cell) => {
  expect(because(text)).toBe(cell);
});

test("commas, quotes and line ends stay within their cell", () => {
  const line = eventFormats.csv.write({ ...EVENT, because: 'a "b", c\nd', from: { address: "10.0.0.1" } });
  expect(line).toBe('2026-11-24T14:00:00.000Z,ann@x,person,,sign-in,,done,"a ""b"", c\nd",10.0.0.1,,,event_1\r\n');
  expect(eventFormats.csv.head.trimEnd().split(",")).toHaveLength(12);
});

test("a JSON line is the event itself", () => {
  const event = { ...EVENT, details: { a: "b\nc" } };
  const line = eventFormats.jsonl.write(event);
  expect([line.split("\n").length, JSON.parse(line)]).toEqual([2, event]);
});

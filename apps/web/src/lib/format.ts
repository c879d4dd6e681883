const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const numbers = new Intl.NumberFormat("en-GB");
const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });

/** Writes a number with its thousands apart. */
export function number(value: number): string {
  return numbers.format(value);
}

/** Writes a count with its noun: "1 role", "1,204 roles". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** Writes how long something takes: "0.2 s", "48 s", "3 min 12 s", "1 h", "12 h". */
export function duration(ms: number): string {
  if (ms < 10 * SECOND) return `${(Math.max(0, ms) / SECOND).toFixed(1).replace(/\.0$/, "")} s`;
  if (ms < MINUTE) return `${Math.round(ms / SECOND)} s`;
  if (ms < HOUR) return parts(Math.floor(ms / MINUTE), "min", `${Math.floor((ms % MINUTE) / SECOND)} s`);
  return parts(Math.floor(ms / HOUR), "h", `${Math.floor((ms % HOUR) / MINUTE)} min`);
}

function parts(whole: number, unit: string, rest: string): string {
  return rest.startsWith("0 ") ? `${whole} ${unit}` : `${whole} ${unit} ${rest}`;
}

/** Writes a time as people say it, in either direction: "20 s ago", "yesterday", "in 31 min". */
export function relativeTime(at: string, now: number): string {
  const ms = now - Date.parse(at);
  if (Number.isNaN(ms)) return "at an unknown time";
  if (Math.abs(ms) < 5 * SECOND) return "just now";
  return ms < 0 ? `in ${span(-ms)}` : past(ms);
}

function past(ms: number): string {
  if (ms >= DAY && ms < 2 * DAY) return "yesterday";
  return `${span(ms)} ago`;
}

function span(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  if (ms < 14 * DAY) return count(Math.floor(ms / DAY), "day");
  if (ms < 60 * DAY) return count(Math.floor(ms / (7 * DAY)), "week");
  return count(Math.floor(ms / (30 * DAY)), "month");
}

/** Writes a time exactly, with its zone. */
export function exactTime(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : exact.format(date);
}

/** Makes a sentence of a reason: "only admins can" → "Only admins can." */
export function sentence(reason: string): string {
  const text = reason.charAt(0).toUpperCase() + reason.slice(1);
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** The letters that stand for a person: "Priya Raman" → "PR". */
export function initials(name: string): string {
  const words = name.split(/[\s.@_]+/).filter(Boolean);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return `${words[0]?.charAt(0) ?? ""}${last?.charAt(0) ?? ""}`.toUpperCase();
}

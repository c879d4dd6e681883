import type { Row, Value } from "./table.ts";

const BYTES = "$bytes";

/** Writes a row as JSON text; bytes become {"$bytes": base64}, and a key that begins with "$" gets one more. */
export function writeRow(row: Row): string {
  return JSON.stringify(isPlain(row) ? row : encode(row));
}

/** Nearly all rows hold neither bytes nor a key that begins with "$": JSON writes them as they are. */
function isPlain(value: Value | undefined): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (value instanceof Uint8Array) return false;
  if (Array.isArray(value)) return value.every(isPlain);
  for (const name in value) if (name.startsWith("$") || !isPlain(value[name])) return false;
  return true;
}

/** Reads what writeRow wrote, exactly. */
export function readRow(text: string): Row {
  const row = JSON.parse(text) as Row;
  // Nearly no row has a "$" key: the walk over the whole row is made only where the text shows one.
  return text.includes('"$') ? (decode(row) as Row) : row;
}

function encode(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return { [BYTES]: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(encode);
  return withNames(value, (name, inner) => [name.startsWith("$") ? `$${name}` : name, encode(inner)]);
}

function decode(value: Value): Value {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(decode);
  const bytes = value[BYTES];
  if (typeof bytes === "string") return new Uint8Array(Buffer.from(bytes, "base64"));
  return withNames(value, (name, inner) => [name.startsWith("$$") ? name.slice(1) : name, decode(inner)]);
}

type Members = { [name: string]: Value | undefined };

/** The members under other names and with other values; what is undefined is left out, as JSON does. */
function withNames(members: Members, change: (name: string, value: Value) => [string, Value]): Members {
  const changed = Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [change(name, value)],
  );
  return Object.fromEntries(changed);
}

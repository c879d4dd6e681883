import type { Row, Value } from "./table.ts";

const BYTES = "$bytes";

/** Writes a row as JSON text; bytes become {"$bytes": base64}, and a key that begins with "$" gets one more. */
export function writeRow(row: Row): string {
  return JSON.stringify(isPlain(row) ? row : encode(row));
}

/** Most rows hold texts and numbers alone, which JSON writes as they are. */
function isPlain(row: Row): boolean {
  for (const name in row) {
    const value = row[name];
    if ((typeof value === "object" && value !== null) || name.startsWith("$")) return false;
  }
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
  const entries = Object.entries(value).map(([key, inner]) => [key.startsWith("$") ? `$${key}` : key, encode(inner)]);
  return Object.fromEntries(entries) as Value;
}

function decode(value: Value): Value {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(decode);
  const bytes = value[BYTES];
  if (typeof bytes === "string") return new Uint8Array(Buffer.from(bytes, "base64"));
  const entries = Object.entries(value).map(([key, inner]) => [
    key.startsWith("$$") ? key.slice(1) : key,
    decode(inner),
  ]);
  return Object.fromEntries(entries) as Value;
}

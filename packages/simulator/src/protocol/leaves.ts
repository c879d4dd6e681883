import { isComposite, type Shape } from "./schema.ts";

/** How a timestamp is written; the numbers are those of the SDK's schemas. */
export const TIMES = { dateTime: 5, httpDate: 6, epoch: 7 } as const;
type TimeFormat = (typeof TIMES)[keyof typeof TIMES];

function timeFormat(shape: Shape, otherwise: TimeFormat): TimeFormat {
  const schema: unknown = shape.getSchema();
  return Object.values(TIMES).find((format) => format === schema) ?? otherwise;
}

function writeTime(value: unknown, format: TimeFormat): string | number {
  const time = value instanceof Date ? value : new Date(String(value));
  if (format === TIMES.epoch) return time.getTime() / 1000;
  return format === TIMES.httpDate ? time.toUTCString() : time.toISOString().replace(".000Z", "Z");
}

/** Reads a timestamp in any of the three formats. */
export function readTime(value: unknown): Date {
  if (typeof value === "number") return new Date(value * 1000);
  const text = String(value);
  return /^-?[\d.]+$/.test(text) ? new Date(Number(text) * 1000) : new Date(text);
}

/** Writes a timestamp as JSON does: seconds, unless its schema says otherwise. */
export function timeWriter(shape: Shape): (value: unknown) => string | number {
  const format = timeFormat(shape, TIMES.epoch);
  return (value) => writeTime(value, format);
}

/** Bytes in base64. */
export function toBase64(value: unknown): string {
  return Buffer.from(value instanceof Uint8Array ? value : String(value)).toString("base64");
}

/** Base64 in bytes. */
export function fromBase64(text: unknown): Uint8Array {
  return new Uint8Array(Buffer.from(String(text), "base64"));
}

/** A leaf's text form for XML and headers; undefined where the shape is not a leaf. */
export function leafWriter(shape: Shape, times: TimeFormat): ((value: unknown) => string) | undefined {
  if (isComposite(shape)) return undefined;
  if (shape.isBlobSchema()) return toBase64;
  if (!shape.isTimestampSchema()) return String;
  const format = timeFormat(shape, times);
  return (value) => String(writeTime(value, format));
}

/** Reads a leaf from its text form; undefined where the shape is not a leaf. */
export function leafReader(shape: Shape): ((text: string) => unknown) | undefined {
  if (isComposite(shape)) return undefined;
  if (shape.isTimestampSchema()) return readTime;
  if (shape.isBlobSchema()) return fromBase64;
  if (shape.isBooleanSchema()) return (text) => text === "true";
  if (shape.isBigIntegerSchema()) return BigInt;
  if (shape.isNumericSchema()) return Number;
  return (text) => text;
}

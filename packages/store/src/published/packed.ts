import { gunzipSync } from "node:zlib";

/** Snapshots are written often and read seldom. */
const LEVEL = 1;

/** One for all, since packing never waits: a new one for each list would be most of the memory that a sync leaves to collect. */
const piece = new Uint8Array(128 * 1024);

/**
 * Elements of a JSON list, or members of a map, as whole gzip members: gzip lets members follow one another, so that what
 * was packed apart is joined without packing it again. https://www.rfc-editor.org/rfc/rfc1952#page-5
 */
export type Packed = readonly Uint8Array<ArrayBuffer>[];

/** An element of a list, or with its name a member of a map, whose value is JSON text. */
export type Member = { json: string; name?: string };

/** Packs one after the other, one on a line: in pieces, through one buffer, so that the whole never stands in memory unpacked. */
export function pack(members: Iterable<Member>): Packed {
  const packed: Uint8Array<ArrayBuffer>[] = [];
  const encoder = new TextEncoder();
  let used = 0;
  const flush = (): void => {
    if (used > 0) packed.push(Bun.gzipSync(piece.subarray(0, used), { level: LEVEL }));
    used = 0;
  };
  const write = (text: string): void => {
    let rest = text;
    while (rest !== "") {
      const { read, written } = encoder.encodeInto(rest, piece.subarray(used));
      used += written;
      rest = rest.slice(read);
      if (rest !== "") flush();
    }
  };
  let line = "\n    ";
  for (const { json, name } of members) {
    write(name === undefined ? line : `${line}${JSON.stringify(name)}: `);
    write(json);
    line = ",\n    ";
  }
  flush();
  return packed;
}

/** Packs the members of an object. */
export function packObject(data: object): Packed {
  return pack(Object.entries(data).map(([name, value]) => ({ name, json: JSON.stringify(value) })));
}

/** Reads back a list that was packed. */
export function unpackList(packed: Packed): unknown[] {
  const text = packed.map((member) => gunzipSync(member).toString("utf8")).join("");
  return JSON.parse(`[${text}]`) as unknown[];
}

/** Packs a short text as a gzip member. */
export function packText(text: string): Uint8Array<ArrayBuffer> {
  return Bun.gzipSync(text, { level: LEVEL });
}

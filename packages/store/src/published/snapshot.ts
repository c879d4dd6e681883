import { promisify } from "node:util";
import { createGunzip, createGzip, gunzip } from "node:zlib";
import { Failure } from "@gatehouse/core/failure";

const unzip = promisify(gunzip);
/** Snapshots are written often and read seldom. */
const LEVEL = 1;
const PIECE = 256 * 1024;
const FIELDS_A_PAGE = 200;

/** A snapshot that is written piece by piece, so that it never stands in memory uncompressed. */
export type SnapshotWriter = {
  /** Adds an element of the list, or a member of the map, whose value is JSON text; a promise where more must wait. */
  add(json: string, name?: string): Promise<void> | undefined;
  finish(): Promise<Uint8Array>;
};

/** Begins a snapshot: gzip of {"last_updated", "data"}, with one element of data on a line. */
export function createSnapshot(kind: "list" | "map", lastUpdated: number): SnapshotWriter {
  const [open, close] = kind === "list" ? ["[", "]"] : ["{", "}"];
  const gzip = createGzip({ level: LEVEL });
  const chunks: Buffer[] = [];
  gzip.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => gzip.once("end", resolve).once("error", reject));
  let count = 0;
  let text = `{\n  "last_updated": ${lastUpdated},\n  "data": ${open}`;
  /** Every call of gzip goes to another thread, so it gets large pieces. */
  const flush = (): Promise<void> | undefined => {
    const piece = text;
    text = "";
    return gzip.write(piece) ? undefined : new Promise((resolve) => gzip.once("drain", resolve));
  };
  return {
    add(json, name) {
      const member = name === undefined ? json : `${JSON.stringify(name)}: ${json}`;
      text += `${count === 0 ? "" : ","}\n    ${member}`;
      count += 1;
      return text.length > PIECE ? flush() : undefined;
    },
    async finish() {
      gzip.end(`${text}${count === 0 ? "" : "\n  "}${close}\n}`);
      await ended;
      return new Uint8Array(Buffer.concat(chunks));
    },
  };
}

/** Writes a value of any shape as a snapshot. */
export async function writeSnapshot(data: unknown, lastUpdated: number): Promise<Uint8Array> {
  const list = Array.isArray(data);
  const snapshot = createSnapshot(list ? "list" : "map", lastUpdated);
  if (list) for (const element of data) await snapshot.add(JSON.stringify(element));
  else for (const [name, value] of Object.entries(data as object)) await snapshot.add(JSON.stringify(value), name);
  return snapshot.finish();
}

/** Reads a snapshot as a whole. */
export async function readSnapshot(bytes: Uint8Array): Promise<{ last_updated: number; data: unknown }> {
  try {
    return JSON.parse((await unzip(bytes)).toString("utf8")) as { last_updated: number; data: unknown };
  } catch (error) {
    throw damaged(error);
  }
}

/** When a snapshot was written, in epoch seconds, without reading the rest of it; 0 where it does not say. */
export async function readLastUpdated(bytes: Uint8Array): Promise<number> {
  for await (const line of linesOf(bytes)) {
    const said = /^ {2}"last_updated": (\d+)/.exec(line)?.[1];
    if (said !== undefined) return Number(said);
  }
  return 0;
}

/** Reads the members of a snapshot's map whose values are texts, page by page; ours and the incumbent's have one on a line. */
export async function* readFields(bytes: Uint8Array): AsyncIterable<ReadonlyMap<string, string>> {
  let page = new Map<string, string>();
  for await (const line of linesOf(bytes)) {
    if (!line.startsWith('    "')) continue;
    const member: unknown = JSON.parse(`{${line.replace(/,\s*$/, "")}}`);
    for (const [name, value] of Object.entries(member as object)) page.set(name, String(value));
    if (page.size < FIELDS_A_PAGE) continue;
    yield page;
    page = new Map();
  }
  if (page.size > 0) yield page;
}

/** Yields the lines of a snapshot while it is unpacked; a damaged one is a Failure "invalid". */
async function* linesOf(bytes: Uint8Array): AsyncIterable<string> {
  const unpacked = createGunzip().setEncoding("utf8");
  unpacked.end(bytes);
  let rest = "";
  try {
    for await (const chunk of unpacked) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (error) {
    throw damaged(error);
  }
  yield rest;
}

function damaged(cause: unknown): Failure {
  return new Failure("invalid", "A snapshot is damaged. The next sync writes it anew.", { cause });
}

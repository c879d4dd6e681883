import { promisify } from "node:util";
import { createGunzip, gunzip } from "node:zlib";
import { Failure } from "@gatehouse/core/failure";
import { type Packed, packText } from "./packed.ts";

const unzip = promisify(gunzip);
const FIELDS_A_PAGE = 200;

/** The gzip members that every snapshot has between two parts. */
const COMMA: Packed = [packText(",")];

/**
 * Joins lists of elements, or of a map's members, that were packed apart into one snapshot: gzip of {"last_updated", "data"},
 * with one element of data on a line.
 */
export function joinSnapshot(kind: "list" | "map", lastUpdated: number, parts: readonly Packed[]): Uint8Array {
  const [open, close] = kind === "list" ? ["[", "]"] : ["{", "}"];
  const filled = parts.filter(({ length }) => length > 0);
  const data = filled.flatMap((part, at) => (at === 0 ? part : [...COMMA, ...part]));
  const head = packText(`{\n  "last_updated": ${lastUpdated},\n  "data": ${open}`);
  const tail = packText(`${filled.length === 0 ? "" : "\n  "}${close}\n}`);
  return Bun.concatArrayBuffers([head, ...data, tail], Number.POSITIVE_INFINITY, true);
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

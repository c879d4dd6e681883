import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { deflate, inflate } from "node:zlib";
import { Failure } from "@gatehouse/core/failure";
import { textAt } from "./row-values.ts";
import type { Row } from "./table.ts";
import { CONFIG } from "./tables.ts";
import { VERSION } from "./versioned.ts";

const zip = promisify(deflate);
const unzip = promisify(inflate);
const MAX_BYTES = 16 * 1024 * 1024;

/** The row that is in force; all others are versions before it. */
export const MASTER = "master";
/** Why a version was saved; an attribute of ours beside the incumbent's. */
export const NOTE = "gatehouse_note";

/** Who saved a version of the settings, when, and why. */
export type SettingsVersion = { id: string; savedBy: string; savedAt: string; note?: string };

/** Compresses a text as the incumbent does. */
export async function packSettings(text: string): Promise<Uint8Array> {
  return new Uint8Array(await zip(text));
}

/** Answers the YAML text of a row, or throws a Failure where it holds none. */
export async function unpackSettings(row: Row): Promise<string> {
  const config = row["config"];
  if (!(config instanceof Uint8Array)) throw unreadable(row);
  const text = await unzip(config, { maxOutputLength: MAX_BYTES }).catch((error: unknown) => {
    throw unreadable(row, error);
  });
  return text.toString("utf8");
}

/** Answers what tells this row from every other state of it, also of rows that the incumbent wrote. */
export function markOf(row: Row): string {
  const version = row[VERSION];
  const config = row["config"];
  const hash = createHash("sha256").update(config instanceof Uint8Array ? config : "");
  return [textAt(row, "updated_at"), typeof version === "number" ? version : 0, hash.digest("hex").slice(0, 16)].join(
    ".",
  );
}

/** Answers a row's author and time; undefined for a row that is no version. */
export function versionOf(row: Row): SettingsVersion | undefined {
  const id = textAt(row, "id");
  const seconds = Number.parseInt(id === MASTER ? textAt(row, "updated_at") : id, 10);
  if (id !== MASTER && !/^\d+(\.\d+)?$/.test(id)) return undefined;
  const note = textAt(row, NOTE);
  return {
    id,
    savedBy: textAt(row, "updated_by") || "unknown",
    savedAt: toTime(seconds),
    ...(note !== "" && { note }),
  };
}

/** The latest second that a time can be written for. */
const LAST_SECOND = 253_402_300_799;

function toTime(seconds: number): string {
  return seconds >= 0 && seconds <= LAST_SECOND ? new Date(seconds * 1000).toISOString() : new Date(0).toISOString();
}

/** Whether two rows hold the same compressed text. */
export function sameConfig(one: Row | undefined, other: Row): boolean {
  return one !== undefined && Bun.deepEquals(one["config"], other["config"]);
}

/** The second that the next version is stamped with: never one that a version before it has, since versions go by it. */
export function nextStamp(row: Row | undefined, now: number): string {
  const seconds = Math.floor(now / 1000);
  const last = Number.parseInt(row === undefined ? "" : textAt(row, "updated_at"), 10);
  return String(Number.isFinite(last) ? Math.max(seconds, last + 1) : seconds);
}

function unreadable(row: Row, cause?: unknown): Failure {
  return new Failure(
    "invalid",
    `The row "${textAt(row, "id")}" of ${CONFIG} holds no zlib-compressed text. Save the configuration again.`,
    { cause },
  );
}

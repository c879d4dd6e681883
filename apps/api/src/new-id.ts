import { randomBytes } from "node:crypto";

/** Makes an id that nobody can guess, e.g. newId("run") → "run_5h2k…": 128 random bits. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString("base64url")}`;
}

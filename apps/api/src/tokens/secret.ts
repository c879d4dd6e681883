import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** What a token's text begins with, so that whoever finds one knows what it is. */
const PREFIX = "gth";

/** Makes a token's id and the text that its owner is shown once: 256 random bits. */
export function makeToken(): { id: string; text: string; hash: string } {
  const id = randomBytes(8).toString("hex");
  const secret = randomBytes(32).toString("hex");
  return { id, text: `${PREFIX}_${id}_${secret}`, hash: hashOf(secret) };
}

/** Reads a token's text; undefined for what cannot be one. */
export function readToken(text: string): { id: string; hash: string } | undefined {
  const [, id, secret] = /^gth_([0-9a-f]{16})_([0-9a-f]{64})$/.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, hash: hashOf(secret) };
}

/** Compares hashes in a time that says nothing about where they differ. */
export function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one, "hex"), Buffer.from(other, "hex")];
  return left.length === right.length && timingSafeEqual(left, right);
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

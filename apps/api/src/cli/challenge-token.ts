import { createHash } from "node:crypto";
import type { Challenge } from "@gatehouse/core/cli/challenge";
import { z } from "zod";
import { isSigned, sign } from "../auth/sign.ts";

const CODE = 6;
const SIGNATURE = 43;
const Payload = z.tuple([z.string(), z.string(), z.string(), z.int()]);

/**
 * Writes a challenge as the token in its addresses. The token holds all there is to know, signed, so that asking for one
 * leaves nothing behind; it ends in the code that the person compares.
 */
export function writeChallenge({ id, person, address, at }: Challenge, secrets: readonly string[]): string {
  const payload = Buffer.from(JSON.stringify([id, person, address, at])).toString("base64url");
  return `${payload}${sign("gatehouse-challenge", payload, secrets)}${codeOf(id)}`;
}

/** Reads a challenge back; undefined for a token that is not ours or was changed. */
export function readChallenge(token: string, secrets: readonly string[]): Challenge | undefined {
  if (token.length > 2000) return undefined;
  const text = token.slice(0, -SIGNATURE - CODE);
  const signature = token.slice(-SIGNATURE - CODE, -CODE);
  if (!isSigned("gatehouse-challenge", { text, signature }, secrets)) return undefined;
  const [id, person, address, at] = Payload.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  return token.endsWith(codeOf(id)) ? { id, person, address, at } : undefined;
}

/** The six characters that a challenge's address ends in, for a person to compare. */
export function codeOf(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, CODE).toUpperCase();
}

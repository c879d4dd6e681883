import { z } from "zod";

const MOST_CHARACTERS = 200;

/** A text that a program says of itself: cut, and without characters that could disguise it. */
const Said = z
  .string()
  .transform((text) => text.replace(/\p{C}/gu, "").slice(0, MOST_CHARACTERS))
  .optional()
  .catch(undefined);

/** What the CLI tells of itself where it is set to; nothing in it is proof, and nothing in it stops a call. */
export const ProgramFacts = z
  .object({
    hostname: Said,
    username: Said,
    weep_version: Said,
    weep_method: Said,
    cert_fingerprint_sha256: Said,
    cert_age_seconds: z.number().nonnegative().optional().catch(undefined),
  })
  .nullish()
  .catch(undefined);

/** The facts as the audit keeps them, each under its own name. */
export function describeProgram(facts: z.infer<typeof ProgramFacts>): Record<string, string> {
  const told = Object.entries(facts ?? {}).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(told.map(([name, value]) => [name, String(value)]));
}

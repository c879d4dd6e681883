import { z } from "zod";

/** The channel on which applied batches are told. */
export const CHANGES = "gatehouse:changes";

/** What changed of one account and kind: a reader that holds the generation before this one needs these keys alone. */
export const Change = z.object({
  accountId: z.string(),
  kind: z.string(),
  generation: z.number().int(),
  keys: z.array(z.string()),
});
export type Change = z.infer<typeof Change>;

/** Reads a change message, or answers undefined where it is none: comparing the generations repairs what was not understood. */
export function readChange(message: string): Change | undefined {
  try {
    return Change.safeParse(JSON.parse(message)).data;
  } catch {
    return undefined;
  }
}

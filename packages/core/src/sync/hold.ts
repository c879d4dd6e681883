import { z } from "zod";
import { Failure } from "../failure.ts";
import { shortHash } from "../short-hash.ts";

/** A removal that waits, as it is kept with the listing it came from. */
export const Hold = z.object({
  digest: z.string(),
  since: z.string(),
  known: z.number(),
  wouldRemove: z.number(),
  examples: z.array(z.string()),
  /** True once a second complete listing would remove exactly the same. */
  agreed: z.boolean(),
  confirmedBy: z.string().optional(),
});
export type Hold = z.infer<typeof Hold>;

/** What a complete listing would remove, of how many that are known, and when it was finished. */
export type Removal = { known: number; remove: readonly string[]; at: string };

export type RemovalDecision = { remove: "now" } | { remove: "held"; hold: Hold };

const MOST_ROWS = 20;
const MOST_SHARE = 0.3;
const EXAMPLES = 5;

/** Whether a removal is so large that a broken listing is the likelier reason: over 20 rows and over 30 %. */
export function isTooMuch({ known, remove }: Pick<Removal, "known" | "remove">): boolean {
  return remove.length > MOST_ROWS && remove.length > MOST_SHARE * known;
}

/** Names exactly which keys would be removed, in any order. */
export function removalDigest(keys: readonly string[]): string {
  const text = [...keys].sort().join("\n");
  return `${keys.length.toString(36)}-${shortHash(text)}${shortHash(`\n${text}`)}`;
}

/**
 * Decides whether a complete listing may remove what it no longer names. Too large a removal is held until a second
 * complete listing would remove exactly the same and an admin has confirmed it; any other listing starts anew.
 */
export function decideRemoval(removal: Removal, before: Hold | undefined): RemovalDecision {
  if (!isTooMuch(removal)) return { remove: "now" };
  const digest = removalDigest(removal.remove);
  if (before?.digest !== digest) {
    const { known, remove, at } = removal;
    const examples = [...remove].sort().slice(0, EXAMPLES);
    return { remove: "held", hold: { digest, since: at, known, wouldRemove: remove.length, examples, agreed: false } };
  }
  if (before.agreed && before.confirmedBy !== undefined) return { remove: "now" };
  return { remove: "held", hold: { ...before, agreed: true } };
}

/** Confirms a held removal; a conflict unless it is the one that was looked at and a second listing has agreed. */
export function confirmRemoval(hold: Hold | undefined, confirmed: { digest: string; by: string }): Hold {
  if (hold?.digest !== confirmed.digest) {
    throw new Failure("conflict", "What would be removed has changed since you looked. Look again before you confirm.");
  }
  if (!hold.agreed) {
    throw new Failure("conflict", "A second complete listing has not agreed yet. Run the sync again, then confirm.");
  }
  return { ...hold, confirmedBy: confirmed.by };
}

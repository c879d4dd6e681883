import { z } from "zod";

/** What the server keeps for a person: favourites, recent roles and the region they start in. */
export const Preferences = z.object({
  favourites: z.array(z.string()),
  recents: z.array(z.object({ arn: z.string(), at: z.string() })),
  region: z.string().optional(),
});
export type Preferences = z.infer<typeof Preferences>;

export const NO_PREFERENCES: Preferences = { favourites: [], recents: [] };

import { z } from "zod";
import { COMMANDS } from "./commands.ts";

/** An API token as its owner sees it; its secret is shown once, when it is made. */
export const TokenLine = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string(),
  usedAt: z.string().exactOptional(),
  usedFrom: z.string().exactOptional(),
  state: z.enum(["live", "expired", "revoked"]),
});
export type TokenLine = z.infer<typeof TokenLine>;

/** The longest that a token can be made for. */
export const MOST_TOKEN_DAYS = 365;

export const NewToken = z.object({
  name: z.string().trim().min(1, "give the token a name").max(80),
  scopes: z.array(z.enum(COMMANDS)).min(1, "choose at least one command").max(COMMANDS.length),
  days: z.int().min(1).max(MOST_TOKEN_DAYS),
});
export type NewToken = z.infer<typeof NewToken>;

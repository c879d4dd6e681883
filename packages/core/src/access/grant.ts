import { z } from "zod";

/** What a grant is good for. */
export const GrantUse = z.enum(["console-and-cli", "cli-only"]);
export type GrantUse = z.infer<typeof GrantUse>;

/** The rule that made a grant, so that every row can say why. */
export const GrantRule = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("tag"), tag: z.string() }),
  z.object({ kind: z.literal("settings"), key: z.string() }),
  z.object({ kind: z.literal("hook"), name: z.string() }),
]);
export type GrantRule = z.infer<typeof GrantRule>;

/** One identity (an e-mail, lower-cased, or a group, exactly) may use one role, by one rule. */
export const Grant = z.object({ identity: z.string(), roleArn: z.string(), use: GrantUse, rule: GrantRule });
export type Grant = z.infer<typeof Grant>;

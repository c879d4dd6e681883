import { z } from "zod";
import { GrantRule, GrantUse } from "./access/grant.ts";

/** What a person's sign-on said, what Gatehouse read from it, and what follows. */
export const Profile = z.object({
  name: z.string(),
  displayName: z.string(),
  signOn: z.string(),
  signedOnAt: z.string().exactOptional(),
  groups: z.array(z.string()),
  /** Where the groups were read, e.g. "the claim groups of the id token". */
  groupsFrom: z.string().exactOptional(),
  notice: z.string().exactOptional(),
  /** What arrived, by where it came from; values are JSON. No tokens. */
  arrived: z.array(
    z.object({ source: z.string(), claims: z.array(z.object({ name: z.string(), value: z.string() })) }),
  ),
  /** For the e-mail and each group, the rules that name it and how many roles they grant. */
  matched: z.array(
    z.object({
      identity: z.string(),
      rules: z.array(z.object({ rule: GrantRule, use: GrantUse, roles: z.number() })),
    }),
  ),
  /** The admin groups the person is in, and why. */
  admin: z.array(z.object({ group: z.string(), because: z.string() })),
  /** The names of their API tokens that are live, which signing out everywhere leaves. */
  liveTokens: z.array(z.string()),
  nearMisses: z.array(z.object({ yours: z.string(), named: z.string(), roles: z.number() })),
});
export type Profile = z.infer<typeof Profile>;

import { z } from "zod";
import { Environment } from "../account.ts";
import { GrantUse } from "../access/grant.ts";

/** What an identity may do with a role: nothing, or one of a grant's uses. */
export const Access = z.union([z.literal("none"), GrantUse]);
export type Access = z.infer<typeof Access>;

/** A role as a reader of the effect knows it; one that is not in the estate has its ARN alone. */
export const ChangedRole = z.object({
  arn: z.string(),
  name: z.string().exactOptional(),
  accountName: z.string().exactOptional(),
  environment: Environment.exactOptional(),
});

/** One identity, a person or a group, whose access to one role the settings would change. */
export const AccessChange = z.object({ identity: z.string(), role: ChangedRole, from: Access, to: Access });
export type AccessChange = z.infer<typeof AccessChange>;

/** One identity that would come into, or out of, a list of names in the settings. */
export const NamedChange = z.object({
  /** The list, e.g. "groups.can_admin" or "no_ip_restrictions (arn of a role)". */
  list: z.string(),
  identity: z.string(),
  change: z.enum(["added", "removed"]),
});
export type NamedChange = z.infer<typeof NamedChange>;

/** Who would gain and who would lose what, were the settings saved; of very many changes the first are named. */
export const SettingsEffect = z.object({
  gains: z.array(AccessChange),
  losses: z.array(AccessChange),
  gainCount: z.number().int(),
  lossCount: z.number().int(),
  named: z.array(NamedChange),
  namedCount: z.number().int(),
  /** True where whoever asks could not edit the settings any more. */
  locksOut: z.boolean(),
});
export type SettingsEffect = z.infer<typeof SettingsEffect>;

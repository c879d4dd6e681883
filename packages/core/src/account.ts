import { z } from "zod";
import { AccountId, Partition } from "./arn.ts";

/**
 * An account's State in AWS Organizations; only ACTIVE accounts are synced. UNKNOWN stands for one that AWS added after
 * this was written, so that a new state of one account never stops the others.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
export const AccountState = z.enum([
  "PENDING_ACTIVATION",
  "ACTIVE",
  "SUSPENDED",
  "PENDING_CLOSURE",
  "CLOSED",
  "UNKNOWN",
]);
export type AccountState = z.infer<typeof AccountState>;

export const Environment = z.enum(["prod", "staging", "dev", "sandbox"]);
export type Environment = z.infer<typeof Environment>;

/** One AWS account of the estate; hub is the name of the configured hub that reaches it. */
export const Account = z.object({
  id: AccountId,
  name: z.string().min(1),
  partition: Partition,
  hub: z.string().min(1),
  state: AccountState,
  /** Absent where neither tag, unit nor name tells: no chip rather than a guess. */
  environment: Environment.optional(),
  /** Names of the organizational units from the root down, e.g. ["Workloads", "Payments"]. */
  units: z.array(z.string()),
  email: z.string().optional(),
  /** Since when a complete listing no longer names the account; its rows stay, and it is not synced. */
  leftAt: z.string().optional(),
});
export type Account = z.infer<typeof Account>;

/** Whether the account is read by a sync: AWS lets it be used, and it has not left. */
export function isSynced(account: Pick<Account, "state" | "leftAt">): boolean {
  return account.state === "ACTIVE" && account.leftAt === undefined;
}

import { z } from "zod";
import { AccountId } from "../arn.ts";

export const InlinePolicy = z.object({ name: z.string(), document: z.string() });
export const AttachedPolicy = z.object({ name: z.string(), arn: z.string() });

/** An IAM role as GetAccountAuthorizationDetails tells it; documents are JSON text, times ISO strings. */
export const IamRole = z.object({
  arn: z.string(),
  accountId: AccountId,
  name: z.string(),
  path: z.string(),
  roleId: z.string(),
  createdAt: z.string(),
  trustPolicy: z.string(),
  inlinePolicies: z.array(InlinePolicy),
  attachedPolicies: z.array(AttachedPolicy),
  permissionsBoundary: z.string().optional(),
  instanceProfiles: z.array(z.string()),
  tags: z.record(z.string(), z.string()),
  /** AWS's record of the last use in 400 days: https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html */
  lastUsed: z.object({ at: z.string(), region: z.string() }).optional(),
});
export type IamRole = z.infer<typeof IamRole>;

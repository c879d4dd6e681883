import { z } from "zod";
import { Partition } from "./arn.ts";

/** One hub per partition: where its credentials come from, which spoke role it assumes, and AWS's addresses there. */
export const Hub = z.strictObject({
  name: z.string().min(1),
  partition: Partition.default("aws"),
  region: z.string().min(1).default("us-east-1"),
  /** Absent: the SDK's default chain. IAM credentials never cross partitions, so a second hub names its own. */
  credentials: z
    .union([z.strictObject({ profile: z.string().min(1) }), z.strictObject({ container_uri: z.url() })])
    .optional(),
  /** The role's name, with its path if it has one, that the hub assumes in every account to read and change it. */
  spoke_role: z.string().min(1),
  spoke_external_id: z.string().min(1).optional(),
  /** The ARN of a role that may list the organization's accounts; absent: the organization is not asked. */
  organizations_role: z.string().min(1).optional(),
  /** Replaces AWS's own address for every API call of this hub. */
  endpoint: z.url().optional(),
  /** Replaces AWS's sign-in federation address of the partition. */
  federation_url: z.url().optional(),
});
export type Hub = z.infer<typeof Hub>;

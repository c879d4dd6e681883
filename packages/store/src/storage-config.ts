import { z } from "zod";

/** Where our own records are kept: a folder by default; DynamoDB, Redis and S3 each by naming it. */
export const StorageConfig = z.strictObject({
  /** The folder of the embedded database and snapshots. */
  data: z.string().min(1).default("data"),
  /** The one Region that all writers of an installation use. */
  region: z.string().min(1).default("us-east-1"),
  dynamodb: z
    .strictObject({
      endpoint: z.url().optional(),
      /** Other names for our tables, by the name they have by default. */
      names: z.record(z.string(), z.string().min(3)).optional(),
    })
    .optional(),
  redis: z
    .strictObject({
      url: z.url({ protocol: /^rediss?$/, error: "a Redis address is redis:// or rediss://" }),
    })
    .optional(),
  s3: z
    .strictObject({ bucket: z.string().min(3), prefix: z.string().optional(), endpoint: z.url().optional() })
    .optional(),
});
export type StorageConfig = z.infer<typeof StorageConfig>;

import { z } from "zod";

/** AWS's partitions: IAM credentials never cross them. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export const Partition = z.string().regex(/^aws(-[a-z]+)*$/, "a partition is aws, aws-us-gov, aws-cn, …");
export type Partition = z.infer<typeof Partition>;

export const AccountId = z.string().regex(/^\d{12}$/, "an AWS account id is 12 digits, quoted");
export type AccountId = z.infer<typeof AccountId>;

export type Arn = { partition: Partition; service: string; region: string; accountId: string; resource: string };

/** Splits an ARN into its parts, or answers undefined where the text is no ARN. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, accountId, ...resource] = text.split(":");
  if (prefix !== "arn" || !partition || !service || region === undefined || accountId === undefined) return undefined;
  if (resource.length === 0 || resource.join(":") === "") return undefined;
  return { partition, service, region, accountId, resource: resource.join(":") };
}

/** Writes an ARN from its parts. */
export function formatArn({ partition, service, region, accountId, resource }: Arn): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

export type RoleArn = { partition: Partition; accountId: AccountId; path: string; name: string };

/** Writes a role's ARN; a path begins and ends with a slash and is "/" where the role has none. */
export function formatRoleArn({ partition, accountId, path, name }: RoleArn): string {
  return formatArn({ partition, service: "iam", region: "", accountId, resource: `role${path}${name}` });
}

/** Splits a role's ARN into account, path and name, or answers undefined for anything else. */
export function parseRoleArn(text: string): RoleArn | undefined {
  const arn = parseArn(text);
  if (arn?.service !== "iam" || !arn.resource.startsWith("role/")) return undefined;
  if (!AccountId.safeParse(arn.accountId).success) return undefined;
  const end = arn.resource.lastIndexOf("/") + 1;
  const name = arn.resource.slice(end);
  if (!name) return undefined;
  return { partition: arn.partition, accountId: arn.accountId, path: arn.resource.slice(4, end), name };
}

/** Whether a text is the ARN of one role, and no pattern that several may match. */
export const isRoleArn = (text: string): boolean => !/[*?]/.test(text) && parseRoleArn(text) !== undefined;

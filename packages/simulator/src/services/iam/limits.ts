import * as IAM from "@aws-sdk/client-iam";
import { AwsError } from "../../protocol/errors.ts";
import type { Account } from "../../world/account.ts";
import type { Role } from "../../world/role.ts";

/** IAM's quotas. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const LIMITS = {
  attachedPoliciesPerRole: 10,
  inlineCharactersPerRole: 10_240,
  trustCharacters: 2_048,
  tagsPerRole: 50,
  rolesPerAccount: 5_000,
} as const;

/** Refuses with LimitExceeded, which is no throttling although the SDK takes it for one. */
export function limitExceeded(message: string): never {
  throw new IAM.LimitExceededException({ message, $metadata: {} });
}

export function noSuchEntity(message: string): never {
  throw new IAM.NoSuchEntityException({ message, $metadata: {} });
}

/** The role of an account by its name, or NoSuchEntity. */
export function getRole({ roles }: Account, name: string): Role {
  return roles.get(name) ?? noSuchEntity(`The role with name ${name} cannot be found.`);
}

/** A role that IAM lets its account change; service-linked and sign-on roles belong to AWS. */
export function getChangeableRole(account: Account, name: string): Role {
  const role = getRole(account, name);
  if (!/^\/(aws-service-role|aws-reserved)\//.test(role.path)) return role;
  throw new IAM.UnmodifiableEntityException({
    message: `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
    $metadata: {},
  });
}

const NAME = /^[\w+=,.@-]+$/;

/** Refuses a name outside IAM's alphabet or too long. */
export function checkName(value: string, member: string, length: number): void {
  const refuse = (constraint: string): never => {
    throw new AwsError(
      "Validation",
      `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
    );
  };
  if (value.length > length) refuse(`have length less than or equal to ${length}`);
  if (!NAME.test(value)) refuse("satisfy regular expression pattern: [\\w+=,.@-]+");
}

/** Refuses tags beyond IAM's number, lengths and alphabet. */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  if (Object.keys(tags).length > LIMITS.tagsPerRole) limitExceeded("The number of tags has reached the maximum limit.");
  for (const [key, value] of Object.entries(tags)) {
    const isValid = key.length <= 128 && value.length <= 256 && /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(key + value);
    if (isValid) continue;
    throw new IAM.InvalidInputException({
      message: `Invalid tag '${key}': keys have up to 128 and values up to 256 letters, numbers, spaces and _.:/=+-@`,
      $metadata: {},
    });
  }
}

/** Tags as IAM's requests give them, by key. */
export function readTags(tags: readonly IAM.Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

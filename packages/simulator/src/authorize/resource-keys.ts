import type { Role } from "../world/role.ts";
import type { Estate } from "../world/world.ts";
import { organizationPlace } from "./organization-keys.ts";
import type { Keys } from "./target.ts";

/**
 * Fills the condition keys of the account in which the resource lies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resource-properties
 */
export function resourceAccountKeys(estate: Estate, accountId: string): Keys {
  const place = organizationPlace(estate, accountId);
  return place ? { "aws:ResourceOrgID": place.id, "aws:ResourceOrgPaths": [place.path] } : {};
}

/** Fills the tags of a resource. */
export function resourceTagKeys(tags: Readonly<Record<string, string>>): Keys {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}

/** Fills the tags of a role, which IAM and STS know by two names. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
export function roleTagKeys({ tags }: Pick<Role, "tags">): Keys {
  const own = Object.entries(tags).map(([key, value]) => [`iam:ResourceTag/${key}`, value]);
  return { ...resourceTagKeys(tags), ...Object.fromEntries(own) };
}

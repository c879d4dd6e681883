import type { Identity } from "../identity.ts";
import { findRole } from "../world/find.ts";
import type { Estate } from "../world/world.ts";
import { organizationPlace } from "./organization-keys.ts";
import type { Keys } from "./target.ts";

/**
 * Fills the condition keys of who calls, for every action alike; the engine fills those that follow from the ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
 */
export function callerKeys(estate: Estate, identity: Identity): Keys {
  const place = organizationPlace(estate, identity.accountId);
  return {
    "aws:PrincipalType": identity.roleArn ? "AssumedRole" : "User",
    "aws:userid": identity.userId,
    ...(place
      ? {
          "aws:PrincipalOrgID": place.id,
          "aws:PrincipalOrgPaths": [place.path],
          "aws:PrincipalOrgMasterAccountId": place.managementAccountId,
        }
      : {}),
    ...sessionKeys(identity),
    ...principalTags(estate, identity),
  };
}

/** Temporary credentials tell when they were issued and that no MFA device was used; a user's key tells neither. */
function sessionKeys({ token, issued, sourceIdentity }: Identity): Keys {
  return {
    ...(token ? { "aws:MultiFactorAuthPresent": "false" } : {}),
    ...(issued === undefined ? {} : { "aws:TokenIssueTime": new Date(issued).toISOString() }),
    ...(sourceIdentity ? { "aws:SourceIdentity": sourceIdentity } : {}),
  };
}

/**
 * A session tag stands before the role's tag of the same key, whatever its case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
function principalTags(estate: Estate, { roleArn, tags }: Identity): Keys {
  const role = roleArn ? findRole(estate, roleArn) : undefined;
  const all = [...Object.entries(role?.tags ?? {}), ...Object.entries(tags)];
  const byKey = new Map(all.map(([key, value]) => [key.toLowerCase(), [key, value] as const]));
  return Object.fromEntries([...byKey.values()].map(([key, value]) => [`aws:PrincipalTag/${key}`, value]));
}

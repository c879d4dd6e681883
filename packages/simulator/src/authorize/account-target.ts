import { organizationIn } from "../world/find.ts";
import { organizationArn } from "../world/organization.ts";
import type { Describe } from "./target.ts";

/**
 * Account Management's resource: the caller's account, or a member account of the organization that the input names.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html
 */
export const accountTarget: Describe = (estate, { identity }, { AccountId }) => {
  if (typeof AccountId !== "string" || AccountId === identity.accountId)
    return { resource: `arn:${identity.partition}:account::${identity.accountId}:account` };
  const member = organizationArn(organizationIn(estate, identity.partition), `account/${AccountId}`);
  return { resource: member.replace(":organizations:", ":account:") };
};

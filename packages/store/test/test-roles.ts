import { formatRoleArn } from "@gatehouse/core/arn";
import type { IamRole } from "@gatehouse/core/role/role";

export const ACCOUNT_ID = "111122223333";

/** A role that is like many; a test names what it is about. */
export function testRole(name: string, more: Partial<IamRole> = {}): IamRole {
  const accountId = more.accountId ?? ACCOUNT_ID;
  const path = more.path ?? "/";
  return {
    arn: formatRoleArn({ partition: "aws", accountId, path, name }),
    accountId,
    name,
    path,
    roleId: `AROA${name.toUpperCase()}`,
    createdAt: "2024-03-01T12:00:00.000Z",
    trustPolicy: `{"Version":"2012-10-17","Statement":[]}`,
    inlinePolicies: [],
    attachedPolicies: [],
    instanceProfiles: [],
    tags: {},
    ...more,
  };
}

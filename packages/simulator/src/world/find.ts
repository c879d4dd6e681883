import type { Account, ManagedPolicy } from "./account.ts";
import type { Organization } from "./organization.ts";
import type { Role } from "./role.ts";
import type { Estate } from "./world.ts";

/** The account with an id; for those who know that it exists. */
export function getAccount({ accounts }: Estate, id: string): Account {
  const account = accounts.get(id);
  if (!account) throw new RangeError(`The simulated estate has no account ${id}.`);
  return account;
}

/** The account with a name. */
export function accountNamed({ accounts }: Estate, name: string): Account {
  const account = [...accounts.values()].find((one) => one.name === name);
  if (!account) throw new RangeError(`The simulated estate has no account named ${name}.`);
  return account;
}

/** The organization of a partition. */
export function organizationIn({ organizations }: Estate, partition: string): Organization {
  const organization = organizations.find((one) => one.partition === partition);
  if (!organization) throw new RangeError(`The simulated estate has no organization in ${partition}.`);
  return organization;
}

/** Splits a role's ARN, whatever its path. */
export function splitRoleArn(arn: string) {
  const match = /^arn:([a-z-]+):iam::(\d{12}):role(\/(?:.*\/)?)([^/]+)$/.exec(arn);
  const [, partition, accountId, path, name] = match ?? [];
  if (!partition || !accountId || !path || !name) return undefined;
  return { partition, accountId, path, name };
}

/** The role with exactly this ARN, path included. */
export function findRole({ accounts }: Estate, arn: string): Role | undefined {
  const parts = splitRoleArn(arn);
  const role = parts && accounts.get(parts.accountId)?.roles.get(parts.name);
  return role?.arn === arn ? role : undefined;
}

/** A managed policy as seen from an account: AWS's own or the account's. */
export function findPolicy({ awsPolicies }: Estate, account: Account, arn: string): ManagedPolicy | undefined {
  return awsPolicies.get(account.partition)?.get(arn) ?? account.policies.get(arn);
}

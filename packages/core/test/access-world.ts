import type { Account } from "../src/account.ts";
import { formatRoleArn } from "../src/arn.ts";
import type { IamRole } from "../src/role/role.ts";
import type { EstateView, World } from "../src/access/estate-view.ts";
import type { Grant } from "../src/access/grant.ts";
import { grantsFromTags, type GrantTags } from "../src/access/grants-from-tags.ts";

export const TAGS: GrantTags = { console_and_cli: ["consoleme-authorized"], cli_only: ["consoleme-owner-dl"] };

export const HUB = "arn:aws:iam::999999999999:role/GatehouseHub";

export const TRUSTS_HUB = trusting(HUB);

/** A trust policy that lets one principal in. */
export function trusting(principal: string): string {
  const Statement = [{ Effect: "Allow", Principal: { AWS: principal }, Action: "sts:AssumeRole" }];
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** A role of account 1 that trusts the hub; a test states what differs. */
export function role(differs: Partial<IamRole> & { name: string }): IamRole {
  const { accountId = "111111111111", path = "/", name } = differs;
  return {
    arn: formatRoleArn({ partition: "aws", accountId, path, name }),
    accountId,
    path,
    roleId: `AROA${name}`,
    createdAt: "2026-01-01T00:00:00.000Z",
    trustPolicy: TRUSTS_HUB,
    inlinePolicies: [],
    attachedPolicies: [],
    instanceProfiles: [],
    tags: {},
    ...differs,
  };
}

/** An active account of hub "main"; a test states what differs. */
export function account(differs: Partial<Account> = {}): Account {
  return {
    id: "111111111111",
    name: "payments-prod",
    partition: "aws",
    hub: "main",
    state: "ACTIVE",
    units: [],
    ...differs,
  };
}

/** A world of these accounts and roles, with the grants of the roles' tags and those given; it counts what it walks. */
export function worldOf(made: {
  accounts?: Account[];
  roles: IamRole[];
  grants?: Grant[];
}): World & { walked: { roles: number } } {
  const accounts = new Map((made.accounts ?? [account()]).map((one) => [one.id, one]));
  const roles = new Map(made.roles.map((one) => [one.arn, one]));
  const grants = [...made.roles.flatMap((one) => grantsFromTags(one, TAGS)), ...(made.grants ?? [])];
  const byIdentity = Map.groupBy(grants, ({ identity }) => identity);
  const byRole = Map.groupBy(grants, ({ roleArn }) => roleArn);
  const walked = { roles: 0 };
  const estate: EstateView = {
    accounts: () => accounts,
    role: (arn) => roles.get(arn),
    roleCount: () => roles.size,
    grantsOf: (identity) => byIdentity.get(identity) ?? [],
    grantsOn: (arn) => byRole.get(arn) ?? [],
    asOf: (accountId) => (accounts.has(accountId) ? "2026-11-24T06:00:00.000Z" : undefined),
    *roles() {
      for (const one of roles.values()) {
        walked.roles++;
        yield one;
      }
    },
    identities: () => [...byIdentity].map(([identity, named]) => [identity, named.length]),
    rolesByTag: () => new Map(Object.entries(countTags(made.roles))),
  };
  return { estate, hubs: new Map([["main", { roleArn: HUB, chained: true }]]), walked };
}

function countTags(roles: readonly IamRole[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { tags } of roles) for (const tag of Object.keys(tags)) counts[tag] = (counts[tag] ?? 0) + 1;
  return counts;
}

import { makeOrganization } from "../seed/organization.ts";
import { planAccounts, planGovernmentAccounts, type AccountPlan } from "../seed/accounts.ts";
import { seededAccount } from "../seed/account.ts";
import { awsManagedPolicies } from "../seed/managed-policies.ts";
import type { Account, ManagedPolicy } from "./account.ts";
import { editWorld, type WorldEdits } from "./edits.ts";
import { NAMES, type Names } from "./names.ts";
import type { Organization } from "./organization.ts";

/** How large a world is and what it grows from. */
export type WorldSettings = {
  seed?: number | string;
  /** Active accounts of the commercial organization; four inactive ones come on top. */
  accounts?: number;
  /** Roles of each account; one that needs more for what it is has more. */
  roles?: number;
  names?: Partial<Names>;
};

/** What AWS holds: organizations, their accounts, and the managed policies of each partition. */
export type Estate = {
  names: Names;
  organizations: Organization[];
  accounts: Map<string, Account>;
  awsPolicies: Map<string, Map<string, ManagedPolicy>>;
};

/** The simulated estate and the ways in which a test changes it behind AWS's back. */
export type World = Estate & WorldEdits;

function addOrganization(estate: Estate, plans: readonly AccountPlan[], { seed = 1, roles = 40 }: WorldSettings): void {
  const { organization, unitIds } = makeOrganization(plans, String(seed), estate.names);
  const hubArn = `arn:${organization.partition}:iam::${organization.hubAccountId}:role/${estate.names.hub}`;
  const full = organization.policies.get("p-FullAWSAccess");
  for (const plan of plans) {
    const parentId = unitIds.get(plan.units.join("/")) ?? organization.rootId;
    const settings = { seed: String(seed), roles, names: estate.names, hubArn };
    estate.accounts.set(plan.id, seededAccount(plan, parentId, settings));
    organization.accountIds.push(plan.id);
    full?.targets.add(plan.id);
  }
  estate.organizations.push(organization);
  estate.awsPolicies.set(organization.partition, awsManagedPolicies(organization.partition));
}

/** Grows a world from a seed: a commercial organization and a small one in GovCloud, each with its own hub. */
export function createWorld(settings: WorldSettings = {}): World {
  const estate: Estate = {
    names: { ...NAMES, ...settings.names },
    organizations: [],
    accounts: new Map(),
    awsPolicies: new Map(),
  };
  const seed = String(settings.seed ?? 1);
  addOrganization(estate, planAccounts(seed, settings.accounts ?? 24), settings);
  addOrganization(estate, planGovernmentAccounts(seed), settings);
  return { ...estate, ...editWorld(estate) };
}

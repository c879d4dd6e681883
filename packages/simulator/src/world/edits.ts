import { spokeRole } from "../seed/fixed-roles.ts";
import { createRandom } from "../seed/random.ts";
import type { Account, AccountState } from "./account.ts";
import { accountNamed, getAccount, organizationIn } from "./find.ts";
import { makeRole, type Role, type RoleSpec } from "./role.ts";
import type { Estate } from "./world.ts";

/** A new account; it lies in the root of the commercial organization and has a spoke role unless told otherwise. */
export type AccountSpec = {
  name: string;
  id?: string;
  partition?: string;
  state?: AccountState;
  tags?: Record<string, string>;
  /** Names of units from below the root down; missing ones are made. */
  units?: readonly string[];
  hasSpoke?: boolean;
  roles?: readonly RoleSpec[];
};

/** Accounts are named by id or name. Every edit takes effect at once and needs nobody's permission. */
export type WorldEdits = {
  account(idOrName: string): Account;
  addAccount(spec: AccountSpec): Account;
  removeAccount(idOrName: string): void;
  role(account: string, name: string): Role;
  /** Creates the role, or replaces one of the same name. */
  putRole(account: string, spec: RoleSpec): Role;
  changeRole(account: string, name: string, change: Partial<RoleSpec>): Role;
  removeRole(account: string, name: string): void;
  setTags(account: string, name: string, tags: Record<string, string>): Role;
  setTrustPolicy(account: string, name: string, trustPolicy: string | object): Role;
  /** Attaches a policy of one's own to the root, a unit or an account, by id, and answers its id. */
  attachServiceControlPolicy(targetId: string, policy: { name: string; document: string | object }): string;
  detachServiceControlPolicy(targetId: string, policyId: string): void;
};

const textOf = (document: string | object) => (typeof document === "string" ? document : JSON.stringify(document));

function unitFor(estate: Estate, partition: string, names: readonly string[]): string {
  const organization = organizationIn(estate, partition);
  let parentId = organization.rootId;
  for (const name of names) {
    const known = [...organization.units.values()].find((unit) => unit.name === name && unit.parentId === parentId);
    const stem = organization.rootId.slice(2);
    const id = known?.id ?? `ou-${stem}-${createRandom(`${parentId}/${name}`).id(8).toLowerCase()}`;
    if (!known) {
      organization.units.set(id, { id, name, parentId, tags: {} });
      organization.policies.get("p-FullAWSAccess")?.targets.add(id);
    }
    parentId = id;
  }
  return parentId;
}

function addAccount(estate: Estate, spec: AccountSpec): Account {
  const partition = spec.partition ?? "aws";
  const organization = organizationIn(estate, partition);
  const random = createRandom(`added/${partition}/${spec.name}`);
  const id = spec.id ?? Array.from({ length: 12 }, () => random.below(10)).join("");
  if (estate.accounts.has(id)) throw new RangeError(`The simulated estate has an account ${id} already.`);
  const hubArn = `arn:${partition}:iam::${organization.hubAccountId}:role/${estate.names.hub}`;
  const spoke = spec.hasSpoke === false ? [] : [spokeRole(estate.names.spoke, hubArn)];
  const roles = [...spoke, ...(spec.roles ?? [])].map((role) => makeRole({ id, partition }, role));
  const account: Account = {
    id,
    partition,
    name: spec.name,
    email: `aws+${spec.name}@larkspur.example`,
    state: spec.state ?? "ACTIVE",
    joinedAt: new Date("2026-01-01T00:00:00Z"),
    parentId: unitFor(estate, partition, spec.units ?? []),
    tags: spec.tags ?? {},
    alias: spec.name,
    roles: new Map(roles.map((role) => [role.name, role])),
    policies: new Map(),
    users: new Map(),
  };
  estate.accounts.set(id, account);
  organization.accountIds.push(id);
  organization.policies.get("p-FullAWSAccess")?.targets.add(id);
  return account;
}

function attachPolicy(
  estate: Estate,
  targetId: string,
  { name, document }: { name: string; document: string | object },
) {
  const organization = estate.organizations.find(
    ({ units, accountIds }) => units.has(targetId) || accountIds.includes(targetId),
  );
  if (!organization) throw new RangeError(`The simulated estate has no root, unit or account ${targetId}.`);
  const id = `p-${createRandom(`${organization.id}/${name}`).id(8).toLowerCase()}`;
  const targets = organization.policies.get(id)?.targets ?? new Set();
  const policy = { id, name, description: name, isAwsManaged: false, document: textOf(document), targets };
  organization.policies.set(id, policy);
  targets.add(targetId);
  return id;
}

/** The edits of an estate. */
export function editWorld(estate: Estate): WorldEdits {
  const account = (idOrName: string) =>
    /^\d{12}$/.test(idOrName) ? getAccount(estate, idOrName) : accountNamed(estate, idOrName);
  const role = (owner: string, name: string) => {
    const found = account(owner).roles.get(name);
    if (!found) throw new RangeError(`The simulated account ${owner} has no role ${name}.`);
    return found;
  };
  const putRole = (owner: string, spec: RoleSpec) => {
    const { roles, id, partition } = account(owner);
    const made = makeRole({ id, partition }, spec);
    roles.set(made.name, made);
    return made;
  };
  const changeRole = (owner: string, name: string, change: Partial<RoleSpec>) =>
    putRole(owner, { ...role(owner, name), ...change });
  return {
    account,
    role,
    putRole,
    changeRole,
    addAccount: (spec) => addAccount(estate, spec),
    removeAccount(idOrName) {
      const { id } = account(idOrName);
      estate.accounts.delete(id);
      for (const organization of estate.organizations) {
        organization.accountIds = organization.accountIds.filter((one) => one !== id);
      }
    },
    removeRole: (owner, name) => void account(owner).roles.delete(role(owner, name).name),
    setTags: (owner, name, tags) => changeRole(owner, name, { tags }),
    setTrustPolicy: (owner, name, trustPolicy) => changeRole(owner, name, { trustPolicy: textOf(trustPolicy) }),
    attachServiceControlPolicy: (targetId, policy) => attachPolicy(estate, targetId, policy),
    detachServiceControlPolicy(targetId, policyId) {
      for (const { policies } of estate.organizations) policies.get(policyId)?.targets.delete(targetId);
    },
  };
}

import {
  type OrganizationsClient,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListRoots,
  type Account as SdkAccount,
} from "@aws-sdk/client-organizations";
import { explainAwsError } from "../sdk-errors.ts";

/** The names of organizational units by their id, each as the path from the root down. */
export type Units = ReadonlyMap<string, readonly string[]>;

/** Walks the tree of organizational units from the roots down; none where AWS refuses that, as accounts do without. */
export async function listUnits(client: OrganizationsClient): Promise<Units> {
  return noneWhereDenied(() => walkUnits(client));
}

async function walkUnits(client: OrganizationsClient): Promise<Units> {
  const units = new Map<string, readonly string[]>();
  const walk = async (parentId: string, names: readonly string[]): Promise<void> => {
    units.set(parentId, names);
    for await (const page of paginateListOrganizationalUnitsForParent({ client }, { ParentId: parentId })) {
      for (const { Id, Name = Id } of page.OrganizationalUnits ?? []) {
        if (Id !== undefined && Name !== undefined) await walk(Id, [...names, Name]);
      }
    }
  };
  for await (const page of paginateListRoots({ client }, {})) {
    for (const { Id } of page.Roots ?? []) if (Id !== undefined) await walk(Id, []);
  }
  return units;
}

/** Tells the names of the units above an account. */
export type UnitsOf = (account: SdkAccount) => Promise<string[]>;

/**
 * From the path of ids that an account carries; where it carries none, from the units' own lists of accounts, which are
 * then read once. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
export function unitsReader(client: OrganizationsClient, units: Units): UnitsOf {
  let parents: Promise<ReadonlyMap<string, string>> | undefined;
  return async ({ Id = "", Paths = [] }) => {
    const fromPath = Paths[0]?.split("/").findLast((id) => units.has(id));
    if (fromPath !== undefined) return [...(units.get(fromPath) ?? [])];
    parents ??= noneWhereDenied(() => listParents(client, units));
    return [...(units.get((await parents).get(Id) ?? "") ?? [])];
  };
}

/** A role that may list accounts but not look into units is a usual outcome: then nothing is known of units. */
async function noneWhereDenied<V>(read: () => Promise<ReadonlyMap<string, V>>): Promise<ReadonlyMap<string, V>> {
  try {
    return await read();
  } catch (error) {
    if (explainAwsError(error).kind !== "denied") throw error;
    return new Map();
  }
}

async function listParents(client: OrganizationsClient, units: Units): Promise<ReadonlyMap<string, string>> {
  const parents = new Map<string, string>();
  for (const ParentId of units.keys()) {
    for await (const page of paginateListAccountsForParent({ client }, { ParentId })) {
      for (const { Id } of page.Accounts ?? []) if (Id !== undefined) parents.set(Id, ParentId);
    }
  }
  return parents;
}

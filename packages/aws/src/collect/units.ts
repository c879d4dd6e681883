import {
  ListParentsCommand,
  type OrganizationsClient,
  paginateListOrganizationalUnitsForParent,
  paginateListRoots,
  type Account as SdkAccount,
} from "@aws-sdk/client-organizations";

/** The names of organizational units by their id, each as the path from the root down. */
export type Units = ReadonlyMap<string, readonly string[]>;

/** Walks the tree of organizational units from the roots down. */
export async function listUnits(client: OrganizationsClient): Promise<Units> {
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

/**
 * The names of the units above an account: from the path of ids that the listing carries, else by asking for its parent.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
export async function unitsOf(client: OrganizationsClient, account: SdkAccount, units: Units): Promise<string[]> {
  const ids = account.Paths?.[0]?.split("/").filter((id) => units.has(id)) ?? [];
  const parent = ids.at(-1) ?? (await parentOf(client, account));
  return [...(units.get(parent ?? "") ?? [])];
}

async function parentOf(client: OrganizationsClient, { Id }: SdkAccount): Promise<string | undefined> {
  const { Parents = [] } = await client.send(new ListParentsCommand({ ChildId: Id }));
  return Parents[0]?.Id;
}

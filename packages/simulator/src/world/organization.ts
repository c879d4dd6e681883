/** An organizational unit; the root is one too, without a parent. */
export type Unit = { id: string; name: string; parentId?: string; tags: Record<string, string> };

export type ServiceControlPolicy = {
  id: string;
  name: string;
  description: string;
  isAwsManaged: boolean;
  /** JSON text. */
  document: string;
  /** Ids of the root, units and accounts that it is attached to. */
  targets: Set<string>;
};

/** An AWS organization, which lies in one partition. */
export type Organization = {
  partition: string;
  id: string;
  rootId: string;
  managementAccountId: string;
  hubAccountId: string;
  units: Map<string, Unit>;
  policies: Map<string, ServiceControlPolicy>;
  /** In the order of joining. */
  accountIds: string[];
};

/** ARNs of an organization's parts lie in its management account. */
export function organizationArn({ partition, id, managementAccountId }: Organization, part: string): string {
  const resource = part === "organization" ? `organization/${id}` : part.replace("/", `/${id}/`);
  return `arn:${partition}:organizations::${managementAccountId}:${resource}`;
}

/** The chain of ids from the root down to an account's parent. */
export function parentsOf({ units }: Organization, parentId: string): string[] {
  const chain: string[] = [];
  for (let unit = units.get(parentId); unit; unit = unit.parentId ? units.get(unit.parentId) : undefined) {
    chain.unshift(unit.id);
  }
  return chain;
}

/** Names of the units from below the root down to an account's parent. */
export function unitNames(organization: Organization, parentId: string): string[] {
  return parentsOf(organization, parentId)
    .slice(1)
    .map((id) => organization.units.get(id)?.name ?? id);
}

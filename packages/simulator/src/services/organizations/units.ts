import * as Organizations from "@aws-sdk/client-organizations";
import { organizationArn, type Organization, type Unit } from "../../world/organization.ts";
import type { Estate } from "../../world/world.ts";
import { accountsOf } from "./accounts.ts";
import { pageById, type Paging } from "./context.ts";

function toUnit(organization: Organization, { id, name }: Unit): Organizations.OrganizationalUnit {
  return { Id: id, Arn: organizationArn(organization, `ou/${id}`), Name: name };
}

/** The root or unit with an id, as a parent. */
export function getParent({ units }: Organization, id: string): Unit {
  const unit = units.get(id);
  if (unit) return unit;
  throw new Organizations.ParentNotFoundException({
    message: "You specified parent that doesn't exist.",
    $metadata: {},
  });
}

/** The one root, with service control policies switched on. */
export function listRoots(organization: Organization): Organizations.ListRootsResponse {
  const root = getParent(organization, organization.rootId);
  const arn = organizationArn(organization, `root/${root.id}`);
  const types = [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" } as const];
  return { Roots: [{ Id: root.id, Arn: arn, Name: root.name, PolicyTypes: types }] };
}

function unitsBelow(organization: Organization, parentId: string): Unit[] {
  const parent = getParent(organization, parentId);
  return [...organization.units.values()].filter((unit) => unit.parentId === parent.id);
}

/** The units right below a root or unit. */
export function listUnits(organization: Organization, parentId: string, paging: Paging) {
  const { items, ...next } = pageById(unitsBelow(organization, parentId), ({ id }) => id, paging);
  return { OrganizationalUnits: items.map((unit) => toUnit(organization, unit)), ...next };
}

/** One unit; the root is none. */
export function describeUnit(organization: Organization, id: string) {
  const unit = organization.units.get(id);
  if (unit?.parentId) return { OrganizationalUnit: toUnit(organization, unit) };
  throw new Organizations.OrganizationalUnitNotFoundException({
    message: "You specified an organizational unit that doesn't exist.",
    $metadata: {},
  });
}

/** Ids of the accounts or the units right below a root or unit. */
export function listChildren(
  estate: Estate,
  organization: Organization,
  input: { ParentId: string; ChildType: Organizations.ChildType } & Paging,
): Organizations.ListChildrenResponse {
  const units = unitsBelow(organization, input.ParentId);
  const accounts = accountsOf(estate, organization).filter(({ parentId }) => parentId === input.ParentId);
  const children: { id: string }[] = input.ChildType === "ACCOUNT" ? accounts : units;
  const { items, ...next } = pageById(children, ({ id }) => id, input);
  return { Children: items.map(({ id }) => ({ Id: id, Type: input.ChildType })), ...next };
}

/** The one parent of an account or unit. */
export function listParents(
  estate: Estate,
  organization: Organization,
  childId: string,
): Organizations.ListParentsResponse {
  const account = accountsOf(estate, organization).find(({ id }) => id === childId);
  const parentId = account?.parentId ?? organization.units.get(childId)?.parentId;
  if (parentId)
    return { Parents: [{ Id: parentId, Type: parentId.startsWith("r-") ? "ROOT" : "ORGANIZATIONAL_UNIT" }] };
  throw new Organizations.ChildNotFoundException({
    message: "You specified a child that doesn't exist.",
    $metadata: {},
  });
}

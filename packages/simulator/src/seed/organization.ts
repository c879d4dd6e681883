import type { Names } from "../world/names.ts";
import type { Organization, Unit } from "../world/organization.ts";
import type { AccountPlan } from "./accounts.ts";
import { createRandom, type Random } from "./random.ts";
import { serviceControlPolicies } from "./service-control-policies.ts";

/** Units by their names joined with "/", the root as "Root". */
export type UnitIds = ReadonlyMap<string, string>;

function planUnits(plans: readonly AccountPlan[]): string[] {
  const paths = plans.flatMap(({ units }) => units.map((_, index) => units.slice(0, index + 1).join("/")));
  return [...new Set(["Security", "Infrastructure", "Workloads", "Sandbox", "Suspended", ...paths])];
}

function makeUnits(paths: readonly string[], random: Random): { rootId: string; units: Unit[]; ids: UnitIds } {
  const stem = random.id(4).toLowerCase();
  const rootId = `r-${stem}`;
  const ids = new Map([["Root", rootId]]);
  const units: Unit[] = [{ id: rootId, name: "Root", tags: {} }];
  for (const path of paths) {
    const end = path.lastIndexOf("/");
    const parentId = ids.get(end < 0 ? "Root" : path.slice(0, end)) ?? rootId;
    const id = `ou-${stem}-${random.id(8).toLowerCase()}`;
    ids.set(path, id);
    units.push({ id, name: path.slice(end + 1), parentId, tags: {} });
  }
  return { rootId, units, ids };
}

function accountOf(plans: readonly AccountPlan[], purpose: AccountPlan["purpose"]): string {
  const plan = plans.find((one) => one.purpose === purpose);
  if (!plan) throw new RangeError(`An organization needs a ${purpose} account.`);
  return plan.id;
}

/** Builds an organization, its units and its policies around planned accounts, which join later. */
export function makeOrganization(plans: readonly AccountPlan[], seed: string, names: Names) {
  const partition = plans[0]?.partition ?? "aws";
  const random = createRandom(`${seed}/organization/${partition}`);
  const { rootId, units, ids } = makeUnits(planUnits(plans), random);
  const policies = serviceControlPolicies(partition, names, ids);
  const organization: Organization = {
    partition,
    id: `o-${random.id(10).toLowerCase()}`,
    rootId,
    managementAccountId: accountOf(plans, "management"),
    hubAccountId: accountOf(plans, "hub"),
    units: new Map(units.map((unit) => [unit.id, unit])),
    policies: new Map(policies.map((policy) => [policy.id, policy])),
    accountIds: [],
  };
  return { organization, unitIds: ids };
}

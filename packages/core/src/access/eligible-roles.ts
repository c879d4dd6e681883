import { comparedIdentities } from "./identity.ts";
import type { Because, EligibleRole } from "./eligible-role.ts";
import type { World } from "./estate-view.ts";
import { Failure } from "../failure.ts";
import type { Grant, GrantUse } from "./grant.ts";
import type { Person } from "../actor.ts";
import { describeRole } from "./describe-role.ts";

/**
 * The roles that rules grant to a person, each once with its best use and every reason, by account and role name.
 * Works on this person's grants alone, however large the estate is.
 */
export function eligibleRoles(person: Person, world: World): EligibleRole[] {
  const grants = comparedIdentities(person, world.naming).flatMap((identity) => world.estate.grantsOf(identity));
  const rows = [...Map.groupBy(grants, ({ roleArn }) => roleArn)].flatMap(([arn, granted]) =>
    toRow(arn, granted, world),
  );
  return rows.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row);
}

/** One role as this person may use it, or undefined where nothing grants it to them or it is not in the estate. */
export function eligibleRole(person: Person, roleArn: string, world: World): EligibleRole | undefined {
  const identities = new Set(comparedIdentities(person, world.naming));
  const granted = world.estate.grantsOn(roleArn).filter(({ identity }) => identities.has(identity));
  return granted.length === 0 ? undefined : toRow(roleArn, granted, world)[0]?.row;
}

/** Throws what stands in the way of using a role that is granted, now and in this way. */
export function assertUsable(role: EligibleRole, use: GrantUse): void {
  if (use === "console-and-cli" && role.use === "cli-only") {
    throw new Failure("forbidden", `You may use ${role.name} from the CLI only, not in the console.`);
  }
  if (role.unusable !== undefined)
    throw new Failure("forbidden", `You are granted ${role.name}, but it cannot be used now. ${role.unusable}`);
}

function toRow(arn: string, granted: readonly Grant[], world: World): { key: string; row: EligibleRole }[] {
  const role = world.estate.role(arn);
  if (!role) return [];
  const { facts, key } = describeRole(role, world);
  const asOf = world.estate.asOf(role.accountId, "iam-role");
  const row = { ...facts, use: bestUse(granted), because: reasons(granted), ...(asOf !== undefined && { asOf }) };
  return [{ key, row }];
}

function bestUse(granted: readonly Grant[]): GrantUse {
  return granted.some(({ use }) => use === "console-and-cli") ? "console-and-cli" : "cli-only";
}

/** Rules that give the console come first: they are what a row shows where there is room for one. */
function reasons(granted: readonly Grant[]): Because[] {
  const ordered = granted.length === 1 ? granted : granted.toSorted((a, b) => rank(a) - rank(b));
  return ordered.map(({ identity, rule }) => ({ identity, rule }));
}

function rank({ use }: Grant): number {
  return use === "console-and-cli" ? 0 : 1;
}

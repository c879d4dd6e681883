import { chooseDestination, type Destination } from "@gatehouse/core/access/destination";
import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { findRoles as find } from "@gatehouse/core/access/find-roles";
import type { Person } from "@gatehouse/core/actor";
import { z } from "zod";
import type { App } from "../app.ts";
import { ConsoleTarget } from "./console-target.ts";
import { eligibleRolesOf } from "./eligible-roles-of.ts";
import { onceFilled } from "./once-filled.ts";

export const FindRoles = ConsoleTarget.extend({ query: z.string().max(2100) });

export type FoundRoles = { roles: EligibleRole[]; destination: Destination; problem?: string };

/** Answers which of this person's roles a deep link means and where it leads; a destination out of AWS's console is a problem. */
export async function findRoles(app: App, actor: Person, input: z.infer<typeof FindRoles>): Promise<FoundRoles> {
  await onceFilled(app);
  const found = find(eligibleRolesOf(app, actor).all.roles, input.query);
  const chosen = found.roles.map((role) => ({ role, ...chooseDestination(role.partition, input) }));
  // A link into one partition's console means the roles of that partition.
  const fitting = chosen.filter(({ problem }) => problem === undefined);
  const [first] = fitting.length > 0 ? fitting : chosen;
  const { destination, problem } = first ?? chooseDestination(app.config.hubs[0]?.partition ?? "aws", input);
  const why = found.problem ?? problem;
  return {
    roles: (fitting.length > 0 ? fitting : chosen).map(({ role }) => role),
    destination,
    ...(why !== undefined && { problem: why }),
  };
}
